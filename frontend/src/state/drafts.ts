import { clear, createStore, del, entries, get, keys, set, type UseStore } from 'idb-keyval';

/** What was written and has not reached the server. */
export interface Draft<T> {
  value: T;
  /** Version the server had when the writing began. */
  base: number;
  /** When it was written, in milliseconds. */
  at: number;
}

const keepMs = 14 * 24 * 3600 * 1000;
const sharedKey = 'palmares.shared-computer';

/** A place on this device for unsent changes, one key each. */
export interface Drafts {
  read<T>(key: string): Promise<Draft<T> | undefined>;
  write<T>(key: string, draft: Draft<T>): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Drafts of one person in IndexedDB; nobody else's are ever read. */
export class DeviceDrafts implements Drafts {
  readonly #store: UseStore;

  constructor(userId: string) {
    this.#store = createStore(`palmares-${userId}`, 'drafts');
  }

  async read<T>(key: string): Promise<Draft<T> | undefined> {
    const draft = await get<Draft<T>>(key, this.#store).catch(() => undefined);
    return draft && Date.now() - draft.at < keepMs ? draft : undefined;
  }

  async write<T>(key: string, draft: Draft<T>): Promise<void> {
    if (isSharedComputer()) return;
    // A full or forbidden store must not stop the save to the server.
    await set(key, draft, this.#store).catch(() => undefined);
  }

  async remove(key: string): Promise<void> {
    await del(key, this.#store).catch(() => undefined);
  }

  /** Drops what is older than a fortnight. */
  async expire(): Promise<void> {
    const all = await entries<string, Draft<unknown>>(this.#store).catch(() => []);
    const old = all.filter(([, draft]) => Date.now() - draft.at >= keepMs);
    await Promise.all(old.map(([key]) => this.remove(key)));
  }

  /** True when nothing waits to be sent. */
  async isEmpty(): Promise<boolean> {
    return (await keys(this.#store).catch(() => [])).length === 0;
  }

  /** Leaves nothing behind, on sign-out. */
  async wipe(): Promise<void> {
    await clear(this.#store).catch(() => undefined);
  }
}

/** "I am on a shared computer": nothing is kept on the device. */
export function isSharedComputer(): boolean {
  return typeof localStorage !== 'undefined' && localStorage.getItem(sharedKey) === 'yes';
}

export function setSharedComputer(shared: boolean): void {
  if (shared) localStorage.setItem(sharedKey, 'yes');
  else localStorage.removeItem(sharedKey);
}

let current: DeviceDrafts | undefined;

/** The drafts of whoever is signed in; the session sets them. */
export function ownDrafts(): DeviceDrafts | undefined {
  return current;
}

export function useDraftsOf(userId: string | undefined): void {
  current = userId ? new DeviceDrafts(userId) : undefined;
  void current?.expire();
}
