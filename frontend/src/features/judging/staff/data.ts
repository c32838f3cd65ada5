import { once } from '~/api';
import * as api from '~/api/generated';
import type {
  ConflictChange,
  JudgeChange,
  JudgeRemoval,
  PastedJudge,
  WorkOfJudge,
} from '~/api/generated';
import { type EditionKey, pathOf } from '~/features/staff';

export type JudgeState = 'invited' | 'accepted' | 'declined' | 'removed';

/** One judge of an edition. */
export interface Judge {
  id: string;
  name: string;
  email: string;
  state: JudgeState;
  organisation: string;
  country: string;
  panels: { round: string; category: string }[];
  assigned: number;
  done: number;
  handed_in: number;
  conflicts: number;
  last_active?: string | null;
  reminded_at?: string | null;
}

export type { ConflictChange, JudgeChange, JudgeRemoval, PastedJudge, WorkOfJudge };

/** A person to be invited. */
export interface NewJudge {
  email: string;
  name: string;
  organisation?: string;
  country?: string;
}

export type SheetState = 'not_started' | 'begun' | 'handed_in' | 'recused';

/** A judge and how far they are with an entry. */
export interface CoveringJudge {
  assignment: string;
  judge: string;
  name: string;
  /** Tells two of one name apart. */
  email: string;
  state: SheetState;
}

/** An entry and its judges. */
export interface CoveredEntry {
  id: string;
  title: string;
  organisation: string;
  category: string;
  assigned: number;
  done: number;
  judges: CoveringJudge[];
  below_minimum: boolean;
}

export interface Panel {
  category: string;
  name: string;
  /** The reader enters or judges there: nothing of its judging is shown. */
  withheld: boolean;
  judges: { id: string; name: string; state: JudgeState }[];
}

/** A round as its organisers see it. */
export interface StaffRound {
  key: string;
  name: string;
  window_key: string;
  window: { from: string; to: string; state: 'before' | 'open' | 'after' };
  panels: Panel[];
  coverage: { min_judges: number; below_minimum: number; entries: CoveredEntry[] };
  /** Judges write comments for the entrant. */
  asks_for_feedback: boolean;
  /** Since when entrants read them. */
  feedback_released_at?: string | null;
}

export interface Pair {
  entry: string;
  judge: string;
}

/** E-mails that go out together in a moment. */
export interface Mails {
  id: string;
  count: number;
  goes_at: string;
}

/** What became of assignments asked for. */
export interface Assigned {
  created: number;
  unchanged: number;
  skipped_conflicts: {
    entry: string;
    title: string;
    judge: string;
    name: string;
    kind: 'declared' | 'organisation' | 'staff';
  }[];
  mails?: Mails | null;
}

const roundOf = (key: EditionKey, round: string): EditionKey & { round: string } => ({
  ...pathOf(key),
  round,
});

export const listJudges = (key: EditionKey, signal?: AbortSignal): Promise<Judge[]> =>
  api.listJudges({ path: pathOf(key), signal }) as Promise<Judge[]>;

export const inviteJudges = (
  key: EditionKey,
  judges: NewJudge[],
  wish: string,
): Promise<{ invited: number; skipped: string[]; mails?: Mails | null }> =>
  api.inviteJudges({ path: pathOf(key), body: { judges }, headers: once(wish) });

/** Reads a pasted list as mail programs and spreadsheets write it; nobody is invited by it. */
export const readPasted = (key: EditionKey, text: string): Promise<PastedJudge[]> =>
  api.readPastedJudges({ path: pathOf(key), body: { text } });

export const remindJudge = (
  key: EditionKey,
  judge: string,
  again: boolean,
  wish: string,
): Promise<{ mails?: Mails | null }> =>
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
): Promise<{ sent: number; mails?: Mails | null }> =>
  api.remindJudges({ path: roundOf(key, round), body: { again }, headers: once(wish) });

/** Stops those that have not gone. */
export const undoMails = (
  key: EditionKey,
  mails: string,
  wish: string,
): Promise<{ undone: number; gone: number }> =>
  api.undoMails({ path: { ...pathOf(key), mails }, body: {}, headers: once(wish) });

export const getRound = (
  key: EditionKey,
  round: string,
  signal?: AbortSignal,
): Promise<StaffRound> =>
  api.showRound({ path: roundOf(key, round), signal }) as Promise<StaffRound>;

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

/** Gives all entries of a category to all judges of its panel; of every category without one. */
export const assignPanel = (
  key: EditionKey,
  round: string,
  category: string | undefined,
  wish: string,
): Promise<Assigned> =>
  api.assign({
    path: roundOf(key, round),
    body: { mode: 'panel', category },
    headers: once(wish),
  }) as Promise<Assigned>;

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
  }) as Promise<Assigned>;

export const takeBack = (key: EditionKey, round: string, assignment: string): Promise<unknown> =>
  api.removeAssignment({ path: { ...roundOf(key, round), assignment } });
