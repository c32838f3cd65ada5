import type { EditionKey } from '~/features/staff';
import { listEntries } from './data';

/** Where an entry stands among those that wait for a check, the oldest first. */
export interface Queue {
  /** From 1; 0 for an entry that does not wait. */
  position: number;
  total: number;
  previous?: string;
  next?: string;
}

/** So many are looked at; further back the place is not told, only how many there are. */
const looked = '100';

export async function queueOf(key: EditionKey, id: string, signal?: AbortSignal): Promise<Queue> {
  const asked = { state: 'submitted', sort: 'submitted', limit: looked };
  const { items, total } = await listEntries(key, asked, signal);
  return place(
    items.map((one) => one.id),
    id,
    total,
  );
}

/** After an entry that does not wait, the first that does is the next. */
export function place(ids: string[], id: string, total: number): Queue {
  const at = ids.indexOf(id);
  return { position: at + 1, total, previous: ids[at - 1], next: ids[at + 1] };
}
