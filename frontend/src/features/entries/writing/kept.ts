import { Problem } from '~/api';
import { session } from '~/shell';

const last = new Map<string, unknown>();
const leaving = new Set<Promise<unknown>>();

/** Loads; when the server cannot be reached, gives what this person loaded before, so that writing goes on. */
export async function orLast<T>(name: string, load: () => Promise<T>): Promise<T> {
  const key = `${session.me?.id}/${name}`;
  try {
    const loaded = await load();
    last.set(key, loaded);
    return loaded;
  } catch (error) {
    const known = last.get(key);
    if (known !== undefined && error instanceof Problem && error.unreachable) return known as T;
    throw error;
  }
}

/** Notes a save that goes on after its screen is gone. */
export function goesOn(save: Promise<unknown>): void {
  leaving.add(save);
  void save.finally(() => leaving.delete(save));
}

/** Resolves when such saves are through: what is loaded before would already be old. */
export async function settled(): Promise<void> {
  await Promise.allSettled([...leaving]);
}
