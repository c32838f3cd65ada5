import type { AssignmentItem, SheetState } from '../data';

/** How far an entry is, as the list says it: between started and handed in, `complete` has every score. */
export type Progress = SheetState | 'complete';

/** The parts of a list a judge can ask for; the word is in the address. */
export const parts = ['all', 'not_started', 'started', 'complete', 'handed_in'] as const;
export type Part = (typeof parts)[number];

/** An entry with its place on the whole list, which a filter does not change. */
export interface Placed extends AssignmentItem {
  place: number;
  progress: Progress;
}

export function readPart(word: string | null): Part {
  return parts.find((part) => part === word) ?? 'all';
}

export function progressOf(item: AssignmentItem): Progress {
  if (item.state !== 'started') return item.state;
  return item.scores_set >= item.criteria ? 'complete' : 'started';
}

export function place(items: readonly AssignmentItem[]): Placed[] {
  return items.map((item, i) => ({ ...item, place: i + 1, progress: progressOf(item) }));
}

export function pick(items: readonly Placed[], part: Part): Placed[] {
  return items.filter((item) => part === 'all' || item.progress === part);
}

const urgency: Progress[] = ['started', 'complete', 'not_started', 'handed_in'];

/** What is not finished first: what was started, what only has to be handed in, what is new; then what is done. */
export function unfinishedFirst(items: readonly Placed[]): Placed[] {
  const rank = (item: Placed): number => urgency.indexOf(item.progress);
  return items.toSorted((a, b) => rank(a) - rank(b));
}

/** Minutes of reading that are left: of every entry that lacks a score. */
export function minutesLeft(items: readonly Placed[]): number {
  return items
    .filter((item) => item.progress === 'started' || item.progress === 'not_started')
    .reduce((sum, item) => sum + item.reading_minutes, 0);
}

/** How fast one has to be: so many sheets a day, or a sheet every so many days. */
export function paceFor(left: number, milliseconds: number): { sheets: number } | { days: number } {
  const days = milliseconds / 86_400_000;
  if (left > days) return { sheets: Math.ceil(left / Math.max(1, days)) };
  return { days: Math.floor((days / left) * 2) / 2 };
}

/** Where to go on: the first entry that lacks a score, started ones before new ones. */
export function nextToDo(items: readonly Placed[]): Placed | undefined {
  return (
    items.find((item) => item.progress === 'started') ??
    items.find((item) => item.progress === 'not_started')
  );
}
