import { once } from '~/api';
import * as api from '~/api/generated';
import { type EditionKey, pathOf } from '~/features/staff';

/** The comments of one scoresheet. */
export interface SheetComments {
  round: string;
  judge: string;
  name: string;
  state: 'draft' | 'handed_in' | 'recused' | 'removed';
  internal: string;
  panel: string;
  entrant: string;
  updated_at: string;
}

export const listComments = (entry: string, signal?: AbortSignal): Promise<SheetComments[]> =>
  api.listComments({ path: { id: entry }, signal }) as Promise<SheetComments[]>;

/** Lets entrants read what the judges of a round wrote to them. */
export const releaseFeedback = (
  key: EditionKey,
  round: string,
  wish: string,
): Promise<{ released_at: string }> =>
  api.releaseFeedback({ path: { ...pathOf(key), round }, body: {}, headers: once(wish) });
