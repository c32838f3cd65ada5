import { ifMatch, once, Problem } from '~/api';
import * as api from '~/api/generated';
import { type Put, type Saved, sender, sendPut } from '~/state';
import { fmt } from '~/text';

/** When a round is judged; at `to` it is closed. */
export interface RoundWindow {
  from: string;
  to: string;
  state: 'before' | 'open' | 'after';
}

/** Names a round in addresses. */
export interface RoundKey {
  programme: string;
  edition: string;
  round: string;
}

/** A round in which the judge has entries. `done` counts those with every mark, handed in or not. */
export interface JudgedRound extends RoundKey {
  edition_name: string;
  round_name: string;
  window: RoundWindow;
  total: number;
  done: number;
  handed_in: number;
}

export type SheetState = 'not_started' | 'begun' | 'handed_in';

/** Who entered, as far as the round lets judges see it. */
export interface Entrant {
  organisation?: string;
  kind?: string;
  city?: string;
  country?: string;
}

export interface AssignmentItem {
  id: string;
  title: string;
  entrant: Entrant;
  category: string;
  category_name: string;
  state: SheetState;
  scores_set: number;
  criteria: number;
}

/** The judge's list in a round; without items while the round is not open. */
export interface AssignmentList {
  round_name: string;
  window: RoundWindow;
  items: AssignmentItem[];
  counts: { all: number; open: number; begun: number; complete: number; done: number };
}

export interface Anchor {
  /** First mark it speaks of. */
  from: number;
  label: string;
}

export interface Scale {
  min: number;
  max: number;
  step: number;
  anchors: Anchor[];
}

export interface Criterion {
  key: string;
  label: string;
  guidance: string | null;
  weight: number;
}

export type CommentKind = 'internal' | 'panel' | 'entrant';

/** How to mark in the entry's round. */
export interface RoundRules {
  programme: string;
  edition: string;
  key: string;
  name: string;
  scale: Scale;
  criteria: Criterion[];
  window: RoundWindow;
  comments: CommentKind[];
  /** When the judges of an entry read each other's comments for the panel. */
  panel_comments: 'never' | 'after_own_sheet' | 'after_close';
}

/** What the judge writes on a scoresheet. */
export interface Marks {
  scores: Record<string, number | null>;
  comments: Record<CommentKind, string>;
}

/** The judge's own scoresheet as it is saved. */
export interface SavedSheet extends Marks {
  state: SheetState;
  /** 0 when nothing was saved yet. */
  version: number;
  updated_at: string | null;
  handed_in_at: string | null;
}

export interface ReadAnswer {
  field: string;
  label: string;
  kind: string;
  value: unknown;
  /** The criterion to which it relates. */
  criterion: string | null;
}

export interface ReadSection {
  title: string;
  answers: ReadAnswer[];
}

/** A file of the entry, under a name that says nothing about its sender. */
export interface ReadAttachment {
  id: string;
  field: string;
  label: string;
  name: string;
  kind: 'image' | 'file';
  media_type: string;
  size_bytes: number;
  url: string;
  preview_url: string | null;
  alt_text: string;
  /** Only the staff can open it. */
  unclean: boolean;
}

/** An entry beside the judge's scoresheet. */
export interface JudgedEntry {
  assignment: string;
  position: number;
  total: number;
  previous: string | null;
  next: string | null;
  /** The next one that is not handed in. */
  next_open: string | null;
  title: string;
  entrant: Entrant;
  category: string;
  category_name: string;
  considerations: string[];
  sections: ReadSection[];
  attachments: ReadAttachment[];
  round: RoundRules;
  scoresheet: SavedSheet;
}

export interface SheetSaved extends Saved {
  scores_set: number;
}

// The generated types say `string` where the server has a fixed set of words.

export const listRounds = (signal?: AbortSignal): Promise<JudgedRound[]> =>
  api.listJudgedRounds({ signal }) as Promise<JudgedRound[]>;

export const listAssignments = (path: RoundKey, signal?: AbortSignal): Promise<AssignmentList> =>
  api.listJudgedEntries({ path, signal }) as Promise<AssignmentList>;

/** What other judges wrote for the panel about an entry of one's own list. */
export interface CommentedEntry {
  assignment: string;
  title: string;
  category_name: string;
  comments: { name: string; text: string }[];
}

export const listPanelComments = (
  path: RoundKey,
  signal?: AbortSignal,
): Promise<CommentedEntry[]> => api.listPanelComments({ path, signal });

/** After what the device kept of sheets has had its time to arrive: or it would meet itself there. */
export async function getJudgedEntry(
  assignment: string,
  signal?: AbortSignal,
): Promise<JudgedEntry> {
  await sender.ready();
  return api.showJudgedEntry({ path: { assignment }, signal }) as Promise<JudgedEntry>;
}

/** Hands in a scoresheet in the version that is shown, or takes it back into work. */
export type Turn = (assignment: string, version: number, key: string) => Promise<SavedSheet>;

export const handIn: Turn = (assignment, version, key) => {
  const headers = { ...ifMatch(version), ...once(key) };
  return api.handInScoresheet({ path: { assignment }, body: {}, headers }) as Promise<SavedSheet>;
};

export const reopen: Turn = (assignment, version, key) => {
  const headers = { ...ifMatch(version), ...once(key) };
  return api.reopenScoresheet({ path: { assignment }, body: {}, headers }) as Promise<SavedSheet>;
};

export const handInAll = (
  path: RoundKey,
  key: string,
): Promise<{ handed_in: number; incomplete: number }> =>
  api.handInAllScoresheets({ path, body: {}, headers: once(key) });

export const declareConflict = (
  assignment: string,
  reason: string,
  key: string,
): Promise<unknown> =>
  api.declareConflict({ path: { assignment }, body: { reason }, headers: once(key) });

/** The request that saves marks and remarks. */
export const sheetPut = (
  assignment: string,
  body: { scores: Marks['scores']; comments: Partial<Marks['comments']> },
): Put => ({ path: `/api/judging/assignments/${assignment}/scoresheet`, body });

/** What the device keeps of scoresheets has names that begin so. */
export const keptSheets = 'scoresheet/';

/** Saves marks and remarks; a 412 carries the saved ones the way `Autosave` offers them. */
export async function saveSheet(put: Put, version: number): Promise<SheetSaved> {
  try {
    return await sendPut<SheetSaved>(put, version);
  } catch (error) {
    throw error instanceof Problem && error.status === 412 ? withCurrent(error) : error;
  }
}

function withCurrent(problem: Problem): Problem {
  const sheet = problem.members['current'] as SavedSheet | undefined;
  if (!sheet) return problem;
  const current = { value: marksOf(sheet), version: sheet.version, updated_at: sheet.updated_at };
  return new Problem(412, { ...problem.members, current });
}

/** The part of a saved scoresheet that the judge writes. */
export function marksOf(sheet: SavedSheet): Marks {
  return { scores: sheet.scores, comments: sheet.comments };
}

/** Who entered in one line; empty where judges see nothing of it. */
export function entrantText(entrant: Entrant): string {
  const country = entrant.country && fmt.country(entrant.country);
  const place = [entrant.city, country].filter(Boolean).join(', ');
  return [entrant.organisation, entrant.kind, place].filter(Boolean).join(' · ');
}

const zones = new Map<string, Promise<string | undefined>>();

/** The zone in which an edition writes its deadlines; unknown while it cannot be asked. */
export function zoneOf(key: { programme: string; edition: string }): Promise<string | undefined> {
  const { programme, edition } = key;
  const name = `${programme}/${edition}`;
  const known = zones.get(name);
  if (known) return known;
  const asked = api.showCall({ path: { programme, edition } }).then(
    (call): string | undefined => call.timezone,
    () => {
      zones.delete(name);
      return undefined;
    },
  );
  zones.set(name, asked);
  return asked;
}
