import { request } from '~/api';
import type * as api from '~/api/generated';

export type {
  AnswerKind,
  Call,
  Category,
  Choice,
  Criterion,
  EditionSummary,
  Field,
  Section,
} from '~/api/generated';

/** Names an edition in addresses. */
export type EditionKey = Pick<api.EditionSummary, 'edition' | 'programme'>;

/** The path of an edition's call; of `essa/2023` too, as entries name it. */
export const callPath = (key: EditionKey | string): string =>
  typeof key === 'string' ? `/call/${key}` : `/call/${key.programme}/${key.edition}`;

export const listEditions = (signal?: AbortSignal): Promise<api.EditionSummary[]> =>
  request('GET', '/api/editions', { signal });

/** The call of an edition, named by its key or as `essa/2023`. */
export function getCall(key: EditionKey | string, signal?: AbortSignal): Promise<api.Call> {
  const path = typeof key === 'string' ? key : `${key.programme}/${key.edition}`;
  return request('GET', `/api/editions/${path}`, { signal });
}
