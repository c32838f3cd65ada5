import { ifMatch, once } from '~/api';
import * as api from '~/api/generated';
import { type EditionKey, pathOf } from '~/features/staff';

export type AnsweredField = api.FieldView;
export type CheckMail = api.CheckMail;
export type CheckRecord = api.CheckView;
export type CheckResult = api.CheckResult;
export type ChecksOutcome = api.ChecksOutcome;
export type ChecksReview = api.ChecksReview;
export type Coming = api.Coming;
export type EntryPage = api.EntryPage;
export type EntryRule = api.RuleView;
export type ListedEntry = api.ListedEntry;
export type MovePreview = api.MovePreview;
export type NeedsYou = api.NeedsYou;
export type NewCheck = api.NewCheck;
export type Queue = api.Queue;
export type ReviewedEntry = api.ReviewedEntry;
export type Ruling = api.Ruling;
export type RulingsOutcome = api.RulingsOutcome;
export type SheetFigures = api.SheetFigures;
export type Sheets = api.Sheets;
export type StaffAttachment = api.AttachmentView;
export type StaffEntry = api.StaffView;
export type Trouble = api.Trouble;
export type VersionRecord = api.VersionView;
export type WaitingDecision = api.WaitingDecision;
export type WaitingDecisions = api.WaitingDecisions;
export type Work = api.Work;
export type WorkCount = api.WorkCount;

export const getWork = (key: EditionKey, signal?: AbortSignal): Promise<Work> =>
  api.showWork({ path: pathOf(key), signal });

export const listEntries = (
  key: EditionKey,
  query: Record<string, string | undefined>,
  signal?: AbortSignal,
): Promise<EntryPage> => api.listEntries({ path: pathOf(key), query, signal });

export const getEntry = (id: string, signal?: AbortSignal): Promise<StaffEntry> =>
  api.readEntry({ path: { id }, signal });

/** Where an entry stands among those that wait for a check. */
export const queueOf = (
  id: string,
  query: Record<string, string>,
  signal?: AbortSignal,
): Promise<Queue> => api.showQueue({ path: { id }, query, signal });

export const previewMove = (
  id: string,
  category: string,
  signal?: AbortSignal,
): Promise<MovePreview> => api.previewMove({ path: { id, category }, signal });

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

/** Records what is found about rules; the version is the one the person has seen. */
export const recordRulings = (
  entry: { id: string; version: number },
  rulings: api.NewRuling[],
  key: string,
): Promise<RulingsOutcome> =>
  api.ruleOnEntry({
    path: { id: entry.id },
    body: { rulings },
    headers: { ...ifMatch(entry.version), ...once(key) },
  });

/** The e-mail that a decision would send; nothing is decided by it. */
export const previewCheck = (
  entry: { id: string; version: number },
  check: NewCheck,
): Promise<CheckMail> =>
  api.previewCheck({ path: { id: entry.id }, body: check, headers: ifMatch(entry.version) });

/** Sends the nominee a new link; the earlier one ends. */
export const sendToNominee = (id: string, version: number): Promise<unknown> =>
  api.sendToNominee({ path: { id }, body: {}, headers: ifMatch(version) });

export const acceptForNominee = (id: string, version: number, reason: string): Promise<unknown> =>
  api.recordAcceptance({ path: { id }, body: { reason }, headers: ifMatch(version) });

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

type Seen = Pick<ListedEntry, 'id' | 'version'>;

const several = (entries: readonly Seen[], check: NewCheck): api.NewChecks => ({
  entries: entries.map(({ id, version }) => ({ entry: id, version })),
  check,
});

/** What one decision about several entries would do. */
export const reviewChecks = (
  key: EditionKey,
  entries: readonly Seen[],
  check: NewCheck,
): Promise<ChecksReview> => api.reviewChecks({ path: pathOf(key), body: several(entries, check) });

/** Makes one decision about several entries: about all of them, or none. */
export const checkEntries = (
  key: EditionKey,
  entries: readonly Seen[],
  check: NewCheck,
  wish: string,
): Promise<ChecksOutcome> =>
  api.checkEntries({
    path: pathOf(key),
    body: several(entries, check),
    headers: once(wish),
  });

/** Decisions that were saved without an e-mail, with what each would say. */
export const listWaitingDecisions = (
  key: EditionKey,
  signal?: AbortSignal,
): Promise<WaitingDecisions> => api.listWaitingDecisions({ path: pathOf(key), signal });

/** Sends their e-mails: those of all these decisions, or none. */
export const tellDecisions = (
  key: EditionKey,
  decisions: readonly WaitingDecision[],
  wish: string,
): Promise<api.ChecksTold> =>
  api.tellDecisions({
    path: pathOf(key),
    body: { entries: decisions.map(({ entry, version }) => ({ entry, version })) },
    headers: once(wish),
  });
