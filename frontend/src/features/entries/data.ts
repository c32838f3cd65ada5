import { ifMatch, once, uploadFile } from '~/api';
import * as api from '~/api/generated';
import type { Attached } from '~/forms';
import type { EditionKey } from '~/features/editions';
import { type Put, sender } from '~/state';
import { orLast } from './writing/last';

export type Answer = api.DraftAnswer;
export type AnswerSaved = api.AnswerSaved;
export type AnswerValue = api.AnswerValue;
export type Entry = api.OwnerView;
export type EntryProblem = api.FieldProblem;
export type EntryState = api.EntryState;
export type EntrySummary = api.EntryListItem;
export type OpenEntry = api.WholeEntry;
export type Opening = api.Opening;
export type RuleOutcome = api.RuleOutcome;
/** An entry as it is while it is written: of its files only how many there are counts. */
export type EntryNow = Omit<OpenEntry, 'entry'> & {
  entry: Omit<Entry, 'attachments'> & { attachments: Record<string, readonly unknown[]> };
  /** Questions that came while it is written. */
  came?: readonly string[];
};
export type Submitted = api.SubmissionView;
export type SubmittedVersion = api.SubmittedView;

const base = '/api/entries';

export const entryPath = (id: string): string => `/entries/${id}`;

export const receiptFile = (id: string): string => `${base}/${id}/receipt`;

/** The entry as an accessible PDF: what counts, or `draft` for what stands there now. */
export const paperFile = (id: string, version?: 'draft' | number): string =>
  `${base}/${id}/paper.pdf${version === undefined ? '' : `?version=${version}`}`;

export const listEntries = (signal?: AbortSignal): Promise<EntrySummary[]> =>
  api.listOwnEntries({ signal });

/** What the rules at the start say of an organisation, for each category that one enters. */
export const listOpenings = (
  { programme, edition }: api.EditionSummary | api.Call,
  organisation: string,
  kind?: string,
): Promise<api.Opening[]> =>
  api.listOpenings({ path: { id: organisation, programme, edition }, query: { kind } });

export const startEntry = (
  wish: EditionKey & { organisation: string; category: string; kind?: string },
  key: string,
): Promise<api.OwnerView> => api.createEntry({ body: wish, headers: once(key) });

/** The entry, the call it answers and what it lacks; without a connection, as they were last seen. */
export async function openEntry(id: string, signal?: AbortSignal): Promise<OpenEntry> {
  await sender.ready();
  return orLast(`entry/${id}`, () => api.showWholeEntry({ path: { id }, signal }));
}

/** The answers as they are now. */
export const valuesOf = ({ answers }: Entry): Record<string, AnswerValue> =>
  Object.fromEntries(Object.entries(answers).map(([field, { value }]) => [field, value]));

/** What was submitted: the version that counts, or the one with this number. */
export const getSubmitted = (
  id: string,
  number?: number,
  signal?: AbortSignal,
): Promise<SubmittedVersion> =>
  api.showSubmitted({
    path: { id },
    query: { number },
    signal,
  });

/** The request that saves an answer. */
export const answerPut = (id: string, field: string, value: AnswerValue): Put => ({
  path: `${base}/${id}/answers/${field}`,
  body: { value },
});

/** What the device keeps of an entry has names that begin so. */
export const keptOf = (id: string): string => `entry/${id}/`;

export const moveEntry = ({ id, version }: Entry, category: string): Promise<unknown> =>
  api.chooseCategory({ path: { id }, body: { category }, headers: ifMatch(version) });

export const attach = (
  id: string,
  field: string,
  file: File,
  onprogress: (ratio: number) => void,
  signal: AbortSignal,
): Promise<Attached> => uploadFile(`${base}/${id}/attachments/${field}`, file, onprogress, signal);

/** The request that says what a picture shows. */
export const describePut = (id: string, file: string, text: string, seen: string): Put => ({
  path: `${base}/${id}/attachments/${file}`,
  body: { alt_text: text, seen },
});

export const detach = (id: string, file: Attached): Promise<unknown> =>
  api.removeOwnAttachment({ path: { id, attachment: file.id } });

export const reattach = (id: string, file: Attached): Promise<Attached> =>
  api.restoreOwnAttachment({ path: { id, attachment: file.id } });

export const nameNominee = (
  id: string,
  version: number,
  who: api.NewNominee,
): Promise<api.NomineeView> =>
  api.nameNominee({ path: { id }, body: who, headers: ifMatch(version) });

export const submitEntry = (id: string, key: string): Promise<api.ReceiptView> =>
  api.submitEntry({ path: { id }, body: {}, headers: once(key) });

export const withdrawEntry = (id: string, reason: string, key: string): Promise<unknown> =>
  api.withdrawEntry({ path: { id }, body: { reason }, headers: once(key) });

export const reinstateEntry = (id: string, key: string): Promise<unknown> =>
  api.reinstateEntry({ path: { id }, body: {}, headers: once(key) });

export const deleteDraft = (id: string): Promise<unknown> => api.deleteDraft({ path: { id } });
