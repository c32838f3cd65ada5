import { ifMatch, once, uploadFile } from '~/api';
import * as api from '~/api/generated';
import type { Attached } from '~/forms';
import type { Call, EditionKey } from '~/features/editions';
import { type Put, sender } from '~/state';
import { orLast } from './writing/last';

export type EntryState =
  'draft' | 'submitted' | 'incomplete' | 'eligible' | 'ineligible' | 'withdrawn' | 'disqualified';

export type EntryProblem = api.FieldProblem;
export type AnswerSaved = api.AnswerSaved;
export type Submitted = api.Submitted;

/** What a field can hold: text, a list, yes or no, or nothing. */
export type AnswerValue = string | string[] | boolean | null;

/** An answer as it is saved. */
export type Answer = Omit<api.DraftAnswer, 'value'> & { value: AnswerValue };

/** One row of "my entries". */
export type EntrySummary = api.EntryListItem & { state: EntryState };

/** An entry as its organisation sees it. */
export type Entry = Omit<api.OwnerView, 'answers'> & {
  state: EntryState;
  answers: Record<string, Answer>;
};

/** What was submitted, as it was; the questions too. */
export type SubmittedVersion = Omit<api.SubmittedView, 'answers'> & {
  answers: Record<string, AnswerValue>;
};

/** Everything a screen about one entry needs. */
export interface OpenEntry {
  entry: Entry;
  call: Call;
  problems: EntryProblem[];
}

const base = '/api/entries';

export const entryPath = (id: string): string => `/entries/${id}`;

export const receiptFile = (id: string): string => `${base}/${id}/receipt`;

/** The entry as an accessible PDF: what counts, or `draft` for what stands there now. */
export const paperFile = (id: string, version?: 'draft' | number): string =>
  `${base}/${id}/paper.pdf${version === undefined ? '' : `?version=${version}`}`;

export const listEntries = (signal?: AbortSignal): Promise<EntrySummary[]> =>
  api.listOwnEntries({ signal }) as Promise<EntrySummary[]>;

export const startEntry = (
  wish: EditionKey & { organisation: string; category: string; kind?: string },
  key: string,
): Promise<api.OwnerView> => api.createEntry({ body: wish, headers: once(key) });

/** The entry, the call it answers and what it lacks; without a connection, as they were last seen. */
export async function openEntry(id: string, signal?: AbortSignal): Promise<OpenEntry> {
  await sender.ready();
  // What an answer holds depends on its field; the states are those of the server.
  const load = (): Promise<OpenEntry> =>
    api.showWholeEntry({ path: { id }, signal }) as Promise<unknown> as Promise<OpenEntry>;
  return orLast(`entry/${id}`, load);
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
  }) as Promise<unknown> as Promise<SubmittedVersion>;

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

export const submitEntry = (id: string, key: string): Promise<api.ReceiptView> =>
  api.submitEntry({ path: { id }, body: {}, headers: once(key) });

export const withdrawEntry = (id: string, reason: string, key: string): Promise<unknown> =>
  api.withdrawEntry({ path: { id }, body: { reason }, headers: once(key) });

export const reinstateEntry = (id: string, key: string): Promise<unknown> =>
  api.reinstateEntry({ path: { id }, body: {}, headers: once(key) });

export const deleteDraft = (id: string): Promise<unknown> => api.deleteDraft({ path: { id } });
