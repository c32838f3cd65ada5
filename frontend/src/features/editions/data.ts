import { request } from '~/api';
import type * as api from '~/api/generated';

export type { AnswerKind, Category, Choice, Criterion, Field, Section } from '~/api/generated';

/** A half-open interval of instants: at `to` it is closed. */
export interface Window {
  from: string;
  to: string;
  state: api.WindowState;
}

type Windowed<T> = Omit<T, 'windows'> & { windows: Record<string, Window | undefined> };

/** An edition in the list of all. */
export type EditionSummary = Windowed<api.EditionSummary>;

/** Everything about an edition that anyone may know. */
export type Call = Windowed<api.Call>;

/** Names an edition in addresses. */
export interface EditionKey {
  programme: string;
  edition: string;
}

/** The path of an edition's call; of `essa/2023` too, as entries name it. */
export const callPath = (key: EditionKey | string): string =>
  typeof key === 'string' ? `/call/${key}` : `/call/${key.programme}/${key.edition}`;

export const listEditions = (signal?: AbortSignal): Promise<EditionSummary[]> =>
  request('GET', '/api/editions', { signal });

/** The call of an edition, named by its key or as `essa/2023`. */
export function getCall(key: EditionKey | string, signal?: AbortSignal): Promise<Call> {
  const path = typeof key === 'string' ? key : `${key.programme}/${key.edition}`;
  return request('GET', `/api/editions/${path}`, { signal });
}
