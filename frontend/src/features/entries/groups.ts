import type { EntrySummary } from './data';

/** Entries of one edition together, editions and entries in the order given. */
export function byEdition(all: EntrySummary[]): EntrySummary[][] {
  const groups = new Map<string, EntrySummary[]>();
  for (const entry of all) {
    groups.set(entry.edition, [...(groups.get(entry.edition) ?? []), entry]);
  }
  return [...groups.values()];
}
