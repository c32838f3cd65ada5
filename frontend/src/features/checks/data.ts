import { ifMatch, once } from '~/api';
import * as api from '~/api/generated';
import { type EditionKey, type EditionWindow, type EntryState, pathOf } from '~/features/staff';

/** How an edition is doing. */
export interface Dashboard {
  phase: string;
  entries: number;
  drafts_unfinished: number;
  /** Files are refused until the server has more room. */
  disk_is_low: boolean;
  by_state: { state: EntryState; total: number }[];
  by_category: { key: string; name: string; entries: number; drafts: number }[];
  by_country: { country: string; entries: number; drafts: number }[];
  by_day: { day: string; started: number; submitted: number }[];
  judges: {
    round?: string | null;
    invited: number;
    accepted: number;
    declined: number;
    scoresheets_done: number;
    scoresheets_total: number;
  };
  windows: Record<string, EditionWindow>;
}

/** One line of the list of entries. */
export interface ListedEntry {
  id: string;
  title: string;
  organisation: string;
  kind: string;
  country: string;
  category: string;
  state: EntryState;
  submitted_at?: string | null;
  updated_at: string;
  /** In percent of the scale, "78.33". */
  score?: string | null;
  /** Nothing where the reader enters or judges in the category. */
  judges_done?: number | null;
  judges_assigned?: number | null;
}

export interface EntryPage {
  items: ListedEntry[];
  total: number;
  next?: string | null;
}

export type CheckResult = 'eligible' | 'ineligible' | 'incomplete' | 'moved' | 'disqualified';

/** A question and its answer as people read it. */
export interface AnsweredField {
  key: string;
  label: string;
  kind: string;
  required: boolean;
  judges: boolean;
  text: string[];
}

export interface StaffAttachment {
  id: string;
  field: string;
  label: string;
  name: string;
  media_type: string;
  size_bytes: number;
  alt_text: string;
  url: string;
  preview_url?: string | null;
  /** Judges do not get it. */
  unclean?: boolean;
}

export interface CheckRecord {
  result: CheckResult;
  reason: string;
  message: string;
  return_until?: string | null;
  from_category?: string | null;
  to_category?: string | null;
  by: string;
  at: string;
}

export interface VersionRecord {
  number: number;
  category: string;
  sha256: string;
  by: string;
  at: string;
}

/** One entry with all that is needed to decide on it. */
export interface StaffEntry {
  id: string;
  version: number;
  edition: EditionKey & { name: string };
  category: { key: string; name: string };
  title: string;
  state: EntryState;
  state_reason: string;
  return_until?: string | null;
  created_at: string;
  updated_at: string;
  submitted?: { number: number; at: string; sha256: string } | null;
  sections: { key: string; title: string; fields: AnsweredField[] }[];
  attachments: StaffAttachment[];
  organisation: {
    id: string;
    name: string;
    kind: { key: string; name: string };
    country: string;
    city: string;
  };
  contacts: { name: string; email: string; looks_like?: string | null; started_it: boolean }[];
  checks: CheckRecord[];
  versions: VersionRecord[];
  assignments: {
    id: string;
    round: string;
    judge: string;
    state: 'active' | 'recused' | 'removed';
    sheet: 'not_started' | 'begun' | 'handed_in';
  }[];
  /** The reader enters or judges in the category: its judges are not shown. */
  judging_withheld: boolean;
  possible_results: CheckResult[];
}

/** Judges and how far they are with an entry. */
export interface WorkCount {
  judges: number;
  handed_in: number;
  drafts: number;
  /** In percent of the scale, "78.33". */
  score?: string | null;
}

/** What a move to another category does to the judges' work. */
export interface MovePreview {
  from: { key: string; name: string };
  to: { key: string; name: string };
  rounds: {
    round: string;
    name: string;
    now: WorkCount;
    on_both_panels: WorkCount;
    only_on_this_panel: WorkCount;
    returning: WorkCount;
    new_panel: { id: string; name: string }[];
  }[];
}

/** What becomes of the scoresheets of an entry that is moved. */
export type Sheets = 'keep_aside' | 'carry_over';

/** A finding, with what belongs to it. */
export interface NewCheck {
  result: Exclude<CheckResult, 'disqualified'>;
  reason?: string;
  message?: string;
  return_until?: string;
  to_category?: string;
  sheets?: Sheets;
}

export const getDashboard = (key: EditionKey, signal?: AbortSignal): Promise<Dashboard> =>
  api.dashboard({ path: pathOf(key), signal }) as Promise<Dashboard>;

export const listEntries = (
  key: EditionKey,
  query: Record<string, string | undefined>,
  signal?: AbortSignal,
): Promise<EntryPage> =>
  api.listEntries({ path: pathOf(key), query, signal }) as Promise<EntryPage>;

export const getEntry = (id: string, signal?: AbortSignal): Promise<StaffEntry> =>
  api.readEntry({ path: { id }, signal }) as Promise<StaffEntry>;

export const previewMove = (
  id: string,
  category: string,
  signal?: AbortSignal,
): Promise<MovePreview> =>
  api.previewMove({ path: { id, category }, signal }) as Promise<MovePreview>;

/** Records a finding; the version is the one the person has seen. */
export const recordCheck = (
  entry: { id: string; version: number },
  check: NewCheck,
  key: string,
): Promise<unknown> =>
  api.checkEntry({
    path: { id: entry.id },
    body: check,
    headers: { ...ifMatch(entry.version), ...once(key) },
  });

export const disqualify = (
  entry: { id: string; version: number },
  reason: string,
  key: string,
): Promise<unknown> =>
  api.disqualify({
    path: { id: entry.id },
    body: { reason },
    headers: { ...ifMatch(entry.version), ...once(key) },
  });
