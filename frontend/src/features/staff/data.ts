import * as api from '~/api/generated';

/** A half-open interval of instants; the local texts carry the edition's zone. */
export interface EditionWindow {
  from: string;
  to: string;
  state: 'before' | 'open' | 'after';
  from_local: string;
  to_local: string;
}

/** What can be entered or won. */
export interface Category {
  key: string;
  name: string;
  kind: 'open' | 'derived';
  shortlist_size?: number | null;
}

/** What is marked, and how much it counts. */
export interface Criterion {
  key: string;
  label: string;
  weight: number;
}

/** One stage of judging. */
export interface Round {
  key: string;
  name: string;
  window: string;
  criteria: Criterion[];
}

/** One edition in the list of the staff. */
export interface StaffEdition {
  programme: string;
  edition: string;
  name: string;
  theme: string;
  organiser: string;
  phase: string;
  timezone: string;
  windows: Record<string, EditionWindow>;
  version: number;
  form_version: number;
}

/** What every screen about an edition needs of its rules. */
export interface EditionFacts {
  programme: string;
  edition: string;
  name: string;
  programme_name: string;
  timezone: string;
  windows: Record<string, EditionWindow>;
  categories: Category[];
  organisation_kinds: { key: string; label: string }[];
  rounds: Round[];
}

/** Names an edition in addresses. */
export interface EditionKey {
  programme: string;
  edition: string;
}

const part = encodeURIComponent;

/** The parts of a call's address that name an edition. */
export const pathOf = ({ programme, edition }: EditionKey): EditionKey => ({ programme, edition });

/** Address of a screen of an edition. */
export const staffPath = (key: EditionKey, ...rest: string[]): string =>
  ['/staff', key.programme, key.edition, ...rest.map(part)].join('/');

/** Address of a call about an edition. */
export const staffApi = (key: EditionKey, ...rest: string[]): string =>
  ['/api/staff/editions', part(key.programme), part(key.edition), ...rest.map(part)].join('/');

export const listEditions = (signal?: AbortSignal): Promise<StaffEdition[]> =>
  api.listForStaff({ signal });

export const getFacts = (key: EditionKey, signal?: AbortSignal): Promise<EditionFacts> =>
  api.showCall({ path: pathOf(key), signal }) as Promise<EditionFacts>;
