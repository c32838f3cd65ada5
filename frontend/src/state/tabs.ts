/** Names this page among all windows and tabs of this browser. */
export const thisPage: string = crypto.randomUUID();

const prefix = 'palmares-page-';
const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
const channel = typeof document === 'undefined' ? undefined : new BroadcastChannel('palmares');

// Held for as long as the page lives; the browser lets go of it whatever way the page ends.
void locks?.request(prefix + thisPage, () => new Promise(() => undefined));

/** The pages of this browser that are open; a page that is gone sends nothing any more. */
export async function livePages(): Promise<Set<string>> {
  const { held = [] } = (await locks?.query()) ?? {};
  const names = held.map((lock) => lock.name ?? '').filter((name) => name.startsWith(prefix));
  return new Set([thisPage, ...names.map((name) => name.slice(prefix.length))]);
}

/** Runs something in one page at a time; where the browser cannot do that, at once. */
export async function oneAtATime(name: string, act: () => Promise<void>): Promise<void> {
  await (locks ? locks.request(`palmares-${name}`, act) : act());
}

/** Tells the other pages of this browser something. */
export function tellPages(word: string): void {
  channel?.postMessage(word);
}

/** Hears what other pages tell. */
export function onPages(word: string, listener: () => void): void {
  channel?.addEventListener('message', ({ data }) => data === word && listener());
}
