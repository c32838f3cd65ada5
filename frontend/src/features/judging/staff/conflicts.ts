import { once } from '~/api';
import * as api from '~/api/generated';
import { type EditionKey, pathOf } from '~/features/staff';

/** A judge who may not see an entry, or might not once. */
export interface Conflict {
  entry: string;
  title: string;
  category: string;
  judge: string;
  name: string;
  email: string;
  kind: 'declared' | 'organisation' | 'staff';
  reason: string;
  by: string;
  at: string;
  /** Nothing while it holds. */
  lifted?: { by: string; at: string; reason: string } | null;
}

/** What staff decide about a judge and an entry. */
export interface Decision {
  entry: string;
  judge: string;
  reason: string;
}

export const listConflicts = (
  key: EditionKey,
  entry: string | undefined,
  signal?: AbortSignal,
): Promise<Conflict[]> =>
  api.listConflicts({ path: pathOf(key), query: { entry }, signal }) as Promise<Conflict[]>;

export const addConflict = (key: EditionKey, body: Decision, wish: string): Promise<unknown> =>
  api.addConflict({ path: pathOf(key), body, headers: once(wish) });

export const liftConflict = (
  key: EditionKey,
  body: Decision,
  wish: string,
): Promise<{ restored: number }> =>
  api.liftConflict({ path: pathOf(key), body, headers: once(wish) });
