import { ownDrafts } from './drafts';

/** Something on the screen with changes that wait to be sent. */
export interface Waiting {
  readonly key: string;
  readonly unsaved: boolean;
  flush(): Promise<void>;
}

const waiting = new Set<Waiting>();
const gone = new Set<() => void>();
let leaving = false;

/** Milliseconds before try number `failures` + 1: doubling from 2 s to 60 s, or what the server asked for. */
export function retryDelay(failures: number, retryAfterSeconds?: number): number {
  if (retryAfterSeconds !== undefined) return Math.min(retryAfterSeconds, 60) * 1000;
  return Math.min(1000 * 2 ** Math.min(failures, 6), 60_000);
}

/** Has a field flushed when the page is hidden or the connection comes back. Returns the way out. */
export function watchPage(one: Waiting): () => void {
  waiting.add(one);
  return () => {
    waiting.delete(one);
    for (const listener of gone) listener();
  };
}

/** Calls back when a field has left the screen and is no longer sent by itself. */
export function onFieldGone(listener: () => void): void {
  gone.add(listener);
}

/** True while a field with this key is on the screen, and sends by itself. */
export function isOnScreen(key: string): boolean {
  return [...waiting].some((one) => one.key === key);
}

/** True while the page is hidden or going away: what is sent now has to outlive it. */
export function isLeaving(): boolean {
  return leaving;
}

/** Sends everything that waits on the screen, and waits for what is on its way. */
export async function flushAll(): Promise<void> {
  await Promise.allSettled([...waiting].map((one) => one.flush()));
}

/** True while anything on the screen has not reached the server. */
export function anyUnsaved(): boolean {
  return [...waiting].some((one) => one.unsaved);
}

if (typeof window !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    leaving = document.visibilityState === 'hidden';
    if (leaving) void flushAll();
  });
  window.addEventListener('pagehide', () => {
    leaving = true;
    void flushAll();
  });
  window.addEventListener('pageshow', () => (leaving = false));
  window.addEventListener('online', () => void flushAll());
  // Where nothing is kept on the device, what has not reached the server would be lost.
  window.addEventListener('beforeunload', (event) => {
    if (ownDrafts()?.fragile) event.preventDefault();
  });
}
