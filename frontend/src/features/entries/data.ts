import { ifMatch, once, request, uploadFile } from '~/api';
import type { Attached } from '~/forms';
import { type Call, type EditionKey, getCall } from '~/features/editions';
import { orLast, settled } from './writing/kept';

export type EntryState =
  'draft' | 'submitted' | 'incomplete' | 'eligible' | 'ineligible' | 'withdrawn' | 'disqualified';

/** Whether it may be changed now: yes, not at this time, or not in its state. */
export type MayEdit = 'yes' | 'closed' | 'not_editable';

/** The version that counts. */
export interface Submitted {
  number: number;
  at: string;
  sha256: string;
}

/** One row of "my entries". */
export interface EntrySummary {
  id: string;
  /** Empty while the project has no title. */
  title: string;
  category: string;
  category_name: string;
  state: EntryState;
  organisation: string;
  /** `essa/2023`. */
  edition: string;
  edition_name: string;
  may_edit: MayEdit;
  updated_at: string;
  submitted_at?: string | null;
  missing_count: number;
}

/** What a field can hold: text, a list, yes or no, or nothing. */
export type AnswerValue = string | string[] | boolean | null;

export interface Answer {
  value: AnswerValue;
  version: number;
  updated_at: string;
  updated_by: string;
}

/** One thing to put right before the entry can be submitted. */
export interface EntryProblem {
  field: string;
  code: string;
  limit?: number;
  actual?: number;
  [member: string]: unknown;
}

/** An entry as its organisation sees it. */
export interface Entry {
  id: string;
  title: string;
  /** `essa/2023`. */
  edition: string;
  edition_name: string;
  organisation: { id: string; name: string; kind: string; country: string };
  category: string;
  category_name: string;
  state: EntryState;
  /** Empty where no reason was given. */
  state_reason: string;
  return_until?: string | null;
  may_edit: MayEdit;
  /** Absent when the state forbids changes. */
  closes_at?: string | null;
  version: number;
  answers: Record<string, Answer>;
  attachments: Record<string, Attached[]>;
  submitted?: Submitted | null;
  changed_since_submit: boolean;
}

/** The server's word that an answer is kept, and what is still wrong with it. */
export interface AnswerSaved {
  version: number;
  saved_at: string;
  problems: EntryProblem[];
}

/** Everything a screen about one entry needs. */
export interface OpenEntry {
  entry: Entry;
  call: Call;
  problems: EntryProblem[];
}

const base = '/api/entries';

export const entryPath = (id: string): string => `/entries/${id}`;

export const receiptFile = (id: string): string => `${base}/${id}/receipt`;

export const listEntries = (signal?: AbortSignal): Promise<EntrySummary[]> =>
  request('GET', base, { signal });

export function startEntry(
  wish: EditionKey & { organisation: string; category: string },
  key: string,
): Promise<Entry> {
  return request('POST', base, { body: wish, headers: once(key) });
}

/** The entry, the call it answers and what it lacks; without a connection, as they were last seen. */
export async function openEntry(id: string, signal?: AbortSignal): Promise<OpenEntry> {
  await settled();
  const [entry, check] = await Promise.all([
    orLast(`entry/${id}`, () => request<Entry>('GET', `${base}/${id}`, { signal })),
    orLast(`check/${id}`, () => checkEntry(id, signal)),
  ]);
  const call = await orLast(`call/${entry.edition}`, () => getCall(entry.edition, signal));
  return { entry, call, problems: check.problems };
}

export const checkEntry = (
  id: string,
  signal?: AbortSignal,
): Promise<{ problems: EntryProblem[]; complete: boolean }> =>
  request('GET', `${base}/${id}/check`, { signal });

export const putAnswer = (
  id: string,
  field: string,
  value: AnswerValue,
  version: number,
): Promise<AnswerSaved> =>
  request('PUT', `${base}/${id}/answers/${field}`, { body: { value }, headers: ifMatch(version) });

export const moveEntry = ({ id, version }: Entry, category: string): Promise<Entry> =>
  request('PUT', `${base}/${id}/category`, { body: { category }, headers: ifMatch(version) });

export const attach = (
  id: string,
  field: string,
  file: File,
  onprogress: (ratio: number) => void,
  signal: AbortSignal,
): Promise<Attached> => uploadFile(`${base}/${id}/attachments/${field}`, file, onprogress, signal);

export const describeAttachment = (id: string, file: Attached, text: string): Promise<Attached> =>
  request('PUT', `${base}/${id}/attachments/${file.id}`, { body: { alt_text: text } });

export const detach = (id: string, file: Attached): Promise<void> =>
  request('DELETE', `${base}/${id}/attachments/${file.id}`);

export const submitEntry = (id: string, key: string): Promise<unknown> =>
  request('POST', `${base}/${id}/submit`, { body: {}, headers: once(key) });

export const withdrawEntry = (id: string, reason: string, key: string): Promise<unknown> =>
  request('POST', `${base}/${id}/withdraw`, { body: { reason }, headers: once(key) });

export const deleteDraft = (id: string): Promise<void> => request('DELETE', `${base}/${id}`);
