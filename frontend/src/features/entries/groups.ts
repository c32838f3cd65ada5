import type { Entry, EntrySummary } from './data';

/** By when it is to be submitted: the day that was named when it was sent back, if that comes first. */
export function dueAt(
  {
    state,
    return_until: asked,
    closes_at: closes,
  }: Pick<Entry, 'state' | 'return_until' | 'closes_at'>,
  now: number,
): string | undefined {
  const sooner =
    state === 'incomplete' && asked && closes && now < Date.parse(asked) && asked < closes;
  return (sooner ? asked : closes) ?? undefined;
}

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
