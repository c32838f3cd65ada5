/** Where an automatic save stands; drawn by `SaveStatus`. */
export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  /** Kept on this device; it is sent when the connection is back. */
  | { kind: 'offline' }
  /** Kept on this device; it is sent when the server has room again. */
  | { kind: 'full' }
  /** Somebody else changed the same thing; both versions are offered. */
  | { kind: 'conflict' }
  /** The session ended; the change is kept on this device. */
  | { kind: 'signed_out' }
  /** The server said no; `reason` is ready to be read. */
  | { kind: 'refused'; reason: string };
