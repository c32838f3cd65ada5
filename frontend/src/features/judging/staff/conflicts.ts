import { once } from '~/api';
import * as api from '~/api/generated';
import { type EditionKey, pathOf } from '~/features/staff';

export type Conflict = api.ConflictView;
export type Decision = api.ConflictDecision;

export const listConflicts = (
  key: EditionKey,
  entry: string | undefined,
  signal?: AbortSignal,
): Promise<Conflict[]> => api.listConflicts({ path: pathOf(key), query: { entry }, signal });

export const addConflict = (key: EditionKey, body: Decision, wish: string): Promise<unknown> =>
  api.addConflict({ path: pathOf(key), body, headers: once(wish) });

export const liftConflict = (
  key: EditionKey,
  body: Decision,
  wish: string,
): Promise<api.ConflictLifted> =>
  api.liftConflict({ path: pathOf(key), body, headers: once(wish) });
