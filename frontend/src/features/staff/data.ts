import { once } from '~/api';
import * as api from '~/api/generated';

export type Category = api.Category;
export type Criterion = api.Criterion;
export type EditionFacts = api.Call;
export type EditionWindow = api.WindowView;
export type Finds = api.Finds;
export type Round = api.Round;
export type Sample = api.SampleItem;
export type SavedView = api.SavedView;
export type StaffEdition = api.StaffEditionView;
export type Waiting = api.Waiting;

/** Names an edition in addresses. */
export type EditionKey = Pick<StaffEdition, 'edition' | 'programme'>;

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

/** The documents that come with the program. */
export const listSamples = (signal?: AbortSignal): Promise<Sample[]> => api.listSamples({ signal });

export const getFacts = (key: EditionKey, signal?: AbortSignal): Promise<EditionFacts> =>
  api.showForStaff({ path: pathOf(key), signal });

export const countWaiting = (key: EditionKey, signal?: AbortSignal): Promise<Waiting> =>
  api.countWaiting({ path: pathOf(key), signal });

export const findAnything = (key: EditionKey, q: string, signal?: AbortSignal): Promise<Finds> =>
  api.findAnything({ path: pathOf(key), query: { q }, signal });

/** One's own views of the lists of an edition, and those of all staff. */
export const listViews = (key: EditionKey, signal?: AbortSignal): Promise<SavedView[]> =>
  api.listViews({ path: pathOf(key), signal });

export const keepView = (
  key: EditionKey,
  view: Omit<SavedView, 'id'>,
  wish: string,
): Promise<SavedView> => api.keepView({ path: pathOf(key), body: view, headers: once(wish) });

export const renameView = (key: EditionKey, id: string, name: string): Promise<SavedView> =>
  api.renameView({ path: { ...pathOf(key), id }, body: { name } });

export const deleteView = (key: EditionKey, id: string): Promise<unknown> =>
  api.deleteView({ path: { ...pathOf(key), id } });
