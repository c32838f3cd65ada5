import type { EntrySummary } from './data';

/** Whether somebody still has to write or submit it. */
export const isToFinish = ({ may_edit, state }: EntrySummary): boolean =>
  may_edit === 'yes' && (state === 'draft' || state === 'incomplete');

/** Entries of one edition together, those to finish first, else in the order given. */
export function byEdition(all: EntrySummary[]): EntrySummary[][] {
  const groups = new Map<string, EntrySummary[]>();
  for (const entry of all.toSorted((a, b) => Number(isToFinish(b)) - Number(isToFinish(a)))) {
    groups.set(entry.edition, [...(groups.get(entry.edition) ?? []), entry]);
  }
  return [...groups.values()];
}
