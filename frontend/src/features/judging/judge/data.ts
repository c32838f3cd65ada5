import { ifMatch, once, Problem } from '~/api';
import * as api from '~/api/generated';
import { type Put, sender, sendPut } from '~/state';
import { fmt } from '~/text';

export type AssignmentItem = api.AssignmentItem;
export type AssignmentList = api.AssignmentList;
export type Anchor = api.ScoreAnchor;
export type CommentedEntry = api.CommentedEntry;
export type CommentKind = api.CommentKind;
export type Criterion = api.ScoreCriterion;
export type Entrant = api.EntrantSeen;
export type SheetsHandedIn = api.SheetsHandedIn;
export type JudgedEntry = api.JudgeView;
export type JudgedRound = api.JudgedRoundView;
export type ReadAnswer = api.JudgeAnswer;
export type ReadAttachment = api.JudgeAttachment;
export type ReadSection = api.JudgeSection;
export type RoundRules = api.RoundForJudge;
export type RoundWindow = api.RoundWindow;
export type SavedSheet = api.ScoresheetView;
export type Scale = api.ScoreScale;
export type SheetSaved = api.SheetSaved;
export type SheetState = api.SheetState;

/** The part of a scoresheet that the judge writes. */
export type SheetContent = Pick<SavedSheet, 'comments' | 'scores'>;

/** Names a round in addresses. */
export type RoundKey = Pick<JudgedRound, 'edition' | 'programme' | 'round'>;

export const listRounds = (signal?: AbortSignal): Promise<JudgedRound[]> =>
  api.listJudgedRounds({ signal });

/** The whole list, read page by page. */
export async function listAssignments(
  path: RoundKey,
  signal?: AbortSignal,
): Promise<AssignmentList> {
  const list = await api.listJudgedEntries({ path, signal });
  let after = list.next;
  while (after) {
    const page = await api.listJudgedEntries({ path, query: { after }, signal });
    list.items.push(...page.items);
    after = page.next;
  }
  return list;
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
  return api.showJudgedEntry({ path: { assignment }, signal });
}

/** Hands in a scoresheet in the version that is shown, or takes it back into work. */
export type Turn = (assignment: string, version: number, key: string) => Promise<SavedSheet>;

export const handIn: Turn = (assignment, version, key) => {
  const headers = { ...ifMatch(version), ...once(key) };
  return api.handInScoresheet({ path: { assignment }, body: {}, headers });
};

export const reopen: Turn = (assignment, version, key) => {
  const headers = { ...ifMatch(version), ...once(key) };
  return api.reopenScoresheet({ path: { assignment }, body: {}, headers });
};

export const handInAll = (path: RoundKey, key: string): Promise<SheetsHandedIn> =>
  api.handInAllScoresheets({ path, body: {}, headers: once(key) });

export const declareConflict = (
  assignment: string,
  reason: string,
  key: string,
): Promise<unknown> =>
  api.declareConflict({ path: { assignment }, body: { reason }, headers: once(key) });

/** The request that saves scores and comments. */
export const sheetPut = (
  assignment: string,
  body: Pick<SheetContent, 'scores'> & { comments: Partial<SheetContent['comments']> },
): Put => ({ path: `/api/judging/assignments/${assignment}/scoresheet`, body });

/** What the device keeps of scoresheets has names that begin so. */
export const keptSheets = 'scoresheet/';

/** Saves scores and comments; a 412 carries the saved ones the way `Autosave` offers them. */
export async function saveSheet(put: Put, version: number): Promise<SheetSaved> {
  try {
    return await sendPut<SheetSaved>(put, version);
  } catch (error) {
    throw error instanceof Problem && error.status === 412 ? withCurrent(error) : error;
  }
}

function withCurrent(problem: Problem): Problem {
  const sheet = problem.member<SavedSheet>('current');
  if (!sheet) return problem;
  const current = { value: contentOf(sheet), version: sheet.version, updated_at: sheet.updated_at };
  return new Problem(412, { ...problem.members, current });
}

export function contentOf(sheet: SavedSheet): SheetContent {
  return { scores: sheet.scores, comments: sheet.comments };
}

/** Who entered in one line; empty where judges see nothing of it. */
export function entrantText(entrant: Entrant): string {
  const country = entrant.country && fmt.country(entrant.country);
  const place = [entrant.city, country].filter(Boolean).join(', ');
  return [entrant.organisation, entrant.kind, place].filter(Boolean).join(' · ');
}

const calls = new Map<string, Promise<api.Call | undefined>>();

/** What everyone reads of an edition; unknown while it cannot be asked. */
export function callOf(key: { programme: string; edition: string }): Promise<api.Call | undefined> {
  const { programme, edition } = key;
  const name = `${programme}/${edition}`;
  const known = calls.get(name);
  if (known) return known;
  const asked = api.showCall({ path: { programme, edition } }).catch(() => {
    calls.delete(name);
    return undefined;
  });
  calls.set(name, asked);
  return asked;
}

/** The zone in which an edition writes its deadlines. */
export const zoneOf = async (key: {
  programme: string;
  edition: string;
}): Promise<string | undefined> => (await callOf(key))?.timezone;
