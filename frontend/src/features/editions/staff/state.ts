import { ifMatch } from '~/api';
import * as api from '~/api/generated';
import { pathOf } from '~/features/staff';

export type EditionState = api.EditionState;
export type StatePreview = api.StatePreview;

/** The state that follows. What people have seen is no draft again. */
export const nextState = {
  draft: 'published',
  published: 'archived',
  archived: 'published',
} as const satisfies Record<EditionState, EditionState>;

/** An edition as it was seen: its state follows the document that was seen with it. */
type Seen = Pick<api.StaffDocument, 'edition' | 'programme' | 'version'>;

export const previewState = (
  seen: Seen,
  state: EditionState,
  signal?: AbortSignal,
): Promise<StatePreview> =>
  api.previewState({
    path: pathOf(seen),
    body: { state },
    headers: ifMatch(seen.version),
    signal,
  });

/** The same state again changes nothing, so that it can be sent twice. */
export const setState = (
  seen: Seen,
  state: EditionState,
  reason: string,
): Promise<api.StaffDocument> =>
  api.setState({
    path: pathOf(seen),
    body: { state, reason },
    headers: ifMatch(seen.version),
  });

/** What would be gone with a draft. */
export const previewDeletion = (seen: Seen, signal?: AbortSignal): Promise<api.Deletion> =>
  api.previewDeletion({ path: pathOf(seen), signal });

export const deleteDraft = (seen: Seen): Promise<unknown> =>
  api.deleteEdition({ path: pathOf(seen), headers: ifMatch(seen.version) });
