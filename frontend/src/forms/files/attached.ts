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

/** Sends one file; rejects with an Error whose message can be read by the person. */
export type Upload = (
  file: File,
  onprogress: (ratio: number) => void,
  signal: AbortSignal,
) => Promise<Attached>;
