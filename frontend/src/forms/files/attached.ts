import type { OwnFile } from '~/api/generated';
import type { About } from '~/state/drafts';
import type { Put } from '~/state/put';
import type { SaveState } from '~/state/save-state';

/** A file that is stored, as lists show it. */
export type Attached = Omit<OwnFile, 'alt_text' | 'field' | 'unclean'> &
  Partial<Pick<OwnFile, 'alt_text' | 'unclean'>>;

/** How the description of a picture is kept and sent; `seen` is what it was when the writing began. */
export interface Describing {
  key: string;
  about: About;
  put: (text: string, seen: string) => Put;
  /** Hears how its save goes. */
  onstate: (state: SaveState) => void;
}

/** Sends one file; rejects with an Error whose message can be read by the person. */
export type Upload = (
  file: File,
  onprogress: (ratio: number) => void,
  signal: AbortSignal,
) => Promise<Attached>;
