import { clear, createStore, del, entries, set, type UseStore } from 'idb-keyval';

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

/** The newest live draft of a field among all that are kept, whichever page wrote it; with its name. */
export function newest<T>(
  kept: [string, Draft<T>][],
  key: string,
  now: number,
): [string, Draft<T>] | undefined {
  return kept
    .filter(([name, draft]) => name.startsWith(`${key}|`) && now - draft.at < keepMs)
    .sort(([, a], [, b]) => b.at - a.at)[0];
}

/**
 * Drafts of one person in IndexedDB; nobody else's are ever read. Each page has names of its own,
 * so that what one tab has saved deletes nothing that another still has to send.
 */
export class DeviceDrafts implements Drafts {
  readonly #store: UseStore;
  readonly #page = crypto.randomUUID();

  constructor(userId: string) {
    this.#store = createStore(`palmares-${userId}`, 'drafts');
  }

  /** Also what another page left; from then on it is this page's. */
  async read<T>(key: string): Promise<Draft<T> | undefined> {
    const [name, draft] = newest(await this.#all<T>(), key, Date.now()) ?? [];
    if (name && draft && name !== this.#name(key)) {
      await this.write(key, draft);
      await this.#drop(name);
    }
    return draft;
  }

  async write<T>(key: string, draft: Draft<T>): Promise<void> {
    if (isSharedComputer()) return;
    // A full or forbidden store must not stop the save to the server.
    await set(this.#name(key), draft, this.#store).catch(() => undefined);
  }

  async remove(key: string): Promise<void> {
    await this.#drop(this.#name(key));
  }

  /** Drops what is older than a fortnight. */
  async expire(): Promise<void> {
    const old = (await this.#all()).filter(([, draft]) => Date.now() - draft.at >= keepMs);
    await Promise.all(old.map(([name]) => this.#drop(name)));
  }

  /** True when nothing waits to be sent. */
  async isEmpty(): Promise<boolean> {
    return (await this.#all()).length === 0;
  }

  #all<T>(): Promise<[string, Draft<T>][]> {
    return entries<string, Draft<T>>(this.#store).catch(() => []);
  }

  #drop(name: string): Promise<void> {
    return del(name, this.#store).catch(() => undefined);
  }

  #name(key: string): string {
    return `${key}|${this.#page}`;
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
