import { clear, createStore, del, entries, set, type UseStore } from 'idb-keyval';
import type { Put } from './put';
import { thisPage } from './tabs';

/** What was written and has not reached the server. */
export interface Draft<T> {
  value: T;
  /** Version the server had when the writing began. */
  base: number;
  /** When it was written, in milliseconds. */
  at: number;
  /** Where it goes. */
  put: Put;
  about: About;
  /** Why it did not get there, unless the connection was all that was missing. */
  trouble?: Trouble;
}

/** What a change belongs to, in words, and the page on which it is written. */
export interface About {
  label: string;
  href: string;
}

/** Somebody else saved meanwhile, or the server said no. */
export type Trouble = { kind: 'conflict' } | { kind: 'refused'; reason: string };

/** A draft as it is kept: of which field, and which page wrote it. */
export interface Kept<T = unknown> {
  key: string;
  page: string;
  draft: Draft<T>;
}

const sharedKey = 'palmares.shared-computer';

/** A place on this device for unsent changes, one key each. */
export interface Drafts {
  read<T>(key: string): Promise<Draft<T> | undefined>;
  write<T>(key: string, draft: Draft<T>): Promise<void>;
  remove(key: string): Promise<void>;
}

/** The newest draft of a field among all that are kept, whichever page wrote it. */
export function newest<T>(kept: Kept<T>[], key: string): Kept<T> | undefined {
  return kept.filter((one) => one.key === key).sort((a, b) => b.draft.at - a.draft.at)[0];
}

/**
 * Drafts of one person in IndexedDB; nobody else's are ever read. Each page has names of its own,
 * so that what one tab has saved deletes nothing that another still has to send. What may not or
 * cannot be kept on the device is kept in this page, and leaving it is asked about.
 */
export class DeviceDrafts implements Drafts {
  readonly user: string;
  readonly #store: UseStore;
  readonly #memory = new Map<string, Draft<unknown>>();

  constructor(user: string) {
    this.user = user;
    this.#store = createStore(`palmares-${user}`, 'drafts');
  }

  /** Also what another page left; from then on it is this page's. */
  async read<T>(key: string): Promise<Draft<T> | undefined> {
    const found = newest((await this.list()) as Kept<T>[], key);
    if (found && found.page !== thisPage) {
      await this.write(key, found.draft);
      await this.drop(found);
    }
    return found?.draft;
  }

  async write<T>(key: string, draft: Draft<T>, page = thisPage): Promise<void> {
    const name = `${key}|${page}`;
    const kept =
      !isSharedComputer() &&
      (await set(name, draft, this.#store).then(
        () => true,
        () => false,
      ));
    // A full or forbidden store must not stop the save to the server.
    if (kept) this.#memory.delete(name);
    else {
      // Or the older words there would be sent beside these.
      await del(name, this.#store).catch(() => undefined);
      this.#memory.set(name, draft);
    }
  }

  async remove(key: string): Promise<void> {
    await this.drop({ key, page: thisPage });
  }

  async drop({ key, page }: Pick<Kept, 'key' | 'page'>): Promise<void> {
    this.#memory.delete(`${key}|${page}`);
    await del(`${key}|${page}`, this.#store).catch(() => undefined);
  }

  /** All that is kept, oldest first. */
  async list(): Promise<Kept[]> {
    const stored = await entries<string, Draft<unknown>>(this.#store).catch(() => []);
    return [...new Map([...stored, ...this.#memory])]
      .map(([name, draft]) => {
        const end = name.lastIndexOf('|');
        return { key: name.slice(0, end), page: name.slice(end + 1), draft };
      })
      .sort((a, b) => a.draft.at - b.draft.at);
  }

  /** True when closing this page would lose something. */
  get fragile(): boolean {
    return this.#memory.size > 0;
  }

  /** Leaves nothing behind, on sign-out. */
  async wipe(): Promise<void> {
    this.#memory.clear();
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

export function useDraftsOf(user: string | undefined): void {
  if (current?.user === user) return;
  current = user ? new DeviceDrafts(user) : undefined;
}
