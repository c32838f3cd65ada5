import { isSharedComputer } from './drafts';

/** Something with changes that wait to be sent. */
export interface Waiting {
  readonly unsaved: boolean;
  flush(): Promise<void>;
}

const waiting = new Set<Waiting>();

/** Milliseconds before try number `failures` + 1: doubling from 2 s to 60 s, or what the server asked for. */
export function retryDelay(failures: number, retryAfterSeconds?: number): number {
  if (retryAfterSeconds !== undefined) return Math.min(retryAfterSeconds, 60) * 1000;
  return Math.min(1000 * 2 ** Math.min(failures, 6), 60_000);
}

/** Has a field flushed when the page is hidden or the connection comes back. Returns the way out. */
export function watchPage(one: Waiting): () => void {
  waiting.add(one);
  return () => waiting.delete(one);
}

/** Sends everything that waits: before a sign-out, after a sign-in. */
export async function flushAll(): Promise<void> {
  await Promise.allSettled([...waiting].filter((one) => one.unsaved).map((one) => one.flush()));
}

/** True while anything on the screen has not reached the server. */
export function anyUnsaved(): boolean {
  return [...waiting].some((one) => one.unsaved);
}

if (typeof window !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flushAll();
  });
  window.addEventListener('pagehide', () => void flushAll());
  window.addEventListener('online', () => void flushAll());
  // Where nothing is kept on the device, what has not reached the server would be lost.
  window.addEventListener('beforeunload', (event) => {
    if (isSharedComputer() && anyUnsaved()) event.preventDefault();
  });
}
