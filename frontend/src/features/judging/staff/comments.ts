import { once } from '~/api';
import * as api from '~/api/generated';
import { type EditionKey, pathOf } from '~/features/staff';

export type SheetComments = api.SheetComments;

export const listComments = (entry: string, signal?: AbortSignal): Promise<SheetComments[]> =>
  api.listComments({ path: { id: entry }, signal });

/** Lets entrants read what the judges of a round wrote to them. */
export const releaseFeedback = (
  key: EditionKey,
  round: string,
  wish: string,
): Promise<api.FeedbackReleased> =>
  api.releaseFeedback({ path: { ...pathOf(key), round }, body: {}, headers: once(wish) });
