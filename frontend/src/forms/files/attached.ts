import type { About } from '~/state/drafts';
import type { Put } from '~/state/put';

/** A file that is stored, as lists show it. */
export interface Attached {
  id: string;
  name: string;
  media_type: string;
  size_bytes: number;
  url: string;
  preview_url?: string | null;
  /** Judges do not get it. */
  unclean?: boolean;
  alt_text?: string | null;
}

/** How the description of a picture is kept and sent; `seen` is what it was when the writing began. */
export interface Describing {
  key: string;
  about: About;
  put: (text: string, seen: string) => Put;
}

/** Sends one file; rejects with an Error whose message can be read by the person. */
export type Upload = (
  file: File,
  onprogress: (ratio: number) => void,
  signal: AbortSignal,
) => Promise<Attached>;
