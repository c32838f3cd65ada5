import { once } from '~/api';
import * as api from '~/api/generated';
import { type EditionKey, pathOf } from '~/features/staff';
import type { CoveragePart } from './coverage/covered.svelte';

export type Assigned = api.AssignmentsMade;
export type AssignmentsReview = api.AssignmentsReview;
export type ConflictChange = api.ConflictChange;
export type CoveredEntry = Omit<api.CoveredEntry, 'judges'> & { judges: CoveringJudge[] };
/** With the judge whose place a page gives. */
export type CoveringJudge = Omit<api.CoveringJudge, 'judge'> &
  Pick<api.CoverageJudge, 'name' | 'email'> & { judge: string };
export type JudgeLoad = api.CoverageJudge;
export type Judge = api.JudgeItem;
export type JudgeChange = api.JudgeChange;
export type JudgeReminder = api.JudgeReminder;
export type JudgeRemoval = api.JudgeRemoval;
export type JudgeState = api.JudgeState;
export type Mails = api.BulkView;
export type NewJudge = api.NewJudge;
export type Pair = api.AssignmentPair;
export type Panel = api.PanelView;
export type PastedJudge = api.PastedJudge;
export type SheetState = api.CoveringState;
export type Sought = Omit<NonNullable<api.ShowCoverageData['query']>, 'after'>;
export type StaffRound = api.RoundView;
export type WorkOfJudge = api.WorkOfJudge;

const roundOf = (key: EditionKey, round: string): EditionKey & { round: string } => ({
  ...pathOf(key),
  round,
});

export const listJudges = (key: EditionKey, signal?: AbortSignal): Promise<Judge[]> =>
  api.listJudges({ path: pathOf(key), signal });

export const inviteJudges = (
  key: EditionKey,
  judges: NewJudge[],
  wish: string,
): Promise<api.JudgesInvited> =>
  api.inviteJudges({ path: pathOf(key), body: { judges }, headers: once(wish) });

/** Reads a pasted list as mail programs and spreadsheets write it; nobody is invited by it. */
export const readPasted = (key: EditionKey, text: string): Promise<PastedJudge[]> =>
  api.readPastedJudges({ path: pathOf(key), body: { text } });

export const remindJudge = (
  key: EditionKey,
  judge: string,
  again: boolean,
  wish: string,
): Promise<api.MailsSent> =>
  api.remindJudge({ path: { ...pathOf(key), judge }, body: { again }, headers: once(wish) });

export const removeJudge = async (key: EditionKey, judge: string): Promise<void> => {
  await api.removeJudge({ path: { ...pathOf(key), judge } });
};

const judgeOf = (key: EditionKey, judge: string): EditionKey & { judge: string } => ({
  ...pathOf(key),
  judge,
});

/** What another organisation would do to conflicts and assignments. */
export const previewJudge = (
  key: EditionKey,
  judge: string,
  change: JudgeChange,
): Promise<ConflictChange> => api.previewJudgeChange({ path: judgeOf(key, judge), body: change });

export const editJudge = (
  key: EditionKey,
  judge: string,
  change: JudgeChange,
): Promise<ConflictChange> => api.editJudge({ path: judgeOf(key, judge), body: change });

/** What removing the judge would take, or restoring a removed one would give back. */
export const previewRemoval = (
  key: EditionKey,
  judge: string,
  signal?: AbortSignal,
): Promise<WorkOfJudge> => api.previewJudgeRemoval({ path: judgeOf(key, judge), signal });

export const removeAccepted = (
  key: EditionKey,
  judge: string,
  removal: JudgeRemoval,
  wish: string,
): Promise<WorkOfJudge> =>
  api.removeAcceptedJudge({ path: judgeOf(key, judge), body: removal, headers: once(wish) });

export const restoreJudge = (key: EditionKey, judge: string, wish: string): Promise<WorkOfJudge> =>
  api.restoreJudge({ path: judgeOf(key, judge), body: {}, headers: once(wish) });

export const remindBehind = (
  key: EditionKey,
  round: string,
  again: boolean,
  wish: string,
): Promise<api.MailsSent> =>
  api.remindJudges({ path: roundOf(key, round), body: { again }, headers: once(wish) });

/** The server reminds no more at once. */
export const mostReminded = 200;

/** Whom of them a reminder would reach, and why not the others. */
export const reviewReminders = (
  key: EditionKey,
  judges: readonly string[],
  again: boolean,
): Promise<JudgeReminder[]> =>
  api.reviewReminders({ path: pathOf(key), body: { judges: [...judges], again } });

export const remindChosen = (
  key: EditionKey,
  judges: readonly string[],
  again: boolean,
  wish: string,
): Promise<api.MailsSent> =>
  api.remindChosenJudges({
    path: pathOf(key),
    body: { judges: [...judges], again },
    headers: once(wish),
  });

/** Stops those that have not gone. */
export const undoMails = (key: EditionKey, mails: string, wish: string): Promise<api.MailsUndone> =>
  api.undoMails({ path: { ...pathOf(key), mails }, body: {}, headers: once(wish) });

export const getRound = (
  key: EditionKey,
  round: string,
  signal?: AbortSignal,
): Promise<StaffRound> => api.showRound({ path: roundOf(key, round), signal });

export const noLoads: ReadonlyMap<string, JudgeLoad> = new Map();

/** Some entries to be judged with who covers them, and what every judge has in the category. */
export async function readCovered(
  key: EditionKey,
  round: string,
  query: Sought & { after?: string },
  signal?: AbortSignal,
): Promise<CoveragePart> {
  const page = await api.showCoverage({ path: roundOf(key, round), query, signal });
  const named = (cell: api.CoveringJudge): CoveringJudge[] => {
    const judge = page.judges[cell.judge];
    return judge ? [{ ...cell, judge: judge.id, name: judge.name, email: judge.email }] : [];
  };
  return {
    entries: page.entries.map((one) => ({ ...one, judges: one.judges.flatMap(named) })),
    loads: new Map(page.judges.map((one) => [one.id, one])),
    next: page.next ?? undefined,
  };
}

export const savePanel = (
  key: EditionKey,
  round: string,
  category: string,
  judges: string[],
): Promise<unknown> =>
  api.setPanel({ path: { ...roundOf(key, round), category }, body: { judges } });

export const openRound = (key: EditionKey, round: string): Promise<unknown> =>
  api.openRound({ path: roundOf(key, round), body: {} });

export const closeRound = (key: EditionKey, round: string): Promise<unknown> =>
  api.closeRound({ path: roundOf(key, round), body: {} });

/** The most pairs that one request may name. */
export const mostPairs = 5000;

export const assignPairs = (
  key: EditionKey,
  round: string,
  pairs: Pair[],
  wish?: string,
): Promise<Assigned> =>
  api.assign({
    path: roundOf(key, round),
    body: { mode: 'pairs', pairs },
    headers: once(wish),
  });

/** What assigning them would come to; nothing is assigned by it. */
export const reviewPairs = (
  key: EditionKey,
  round: string,
  pairs: Pair[],
): Promise<AssignmentsReview> =>
  api.reviewAssignments({ path: roundOf(key, round), body: { mode: 'pairs', pairs } });

export const takeBack = (key: EditionKey, round: string, assignment: string): Promise<unknown> =>
  api.removeAssignment({ path: { ...roundOf(key, round), assignment } });
