import type { AssignmentItem, SheetState } from '../data';

/** The parts of a list a judge can ask for; the word stands in the address. */
export const parts = ['all', 'not_started', 'started', 'handed_in'] as const;
export type Part = (typeof parts)[number];

/** How far an entry is, as the list says it: between started and handed in, `complete` has every mark. */
export type Progress = SheetState | 'complete';

/** An entry with its place on the whole list, which a filter does not change. */
export interface Placed extends AssignmentItem {
  place: number;
  progress: Progress;
}

export interface CategoryGroup {
  key: string;
  name: string;
  items: Placed[];
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
  return items.filter((item) => part === 'all' || item.state === part);
}

/** One group per category, in the order of the list. */
export function byCategory(items: readonly Placed[]): CategoryGroup[] {
  const groups = new Map<string, CategoryGroup>();
  for (const item of items) {
    const group = groups.get(item.category);
    if (group) group.items.push(item);
    else groups.set(item.category, { key: item.category, name: item.category_name, items: [item] });
  }
  return [...groups.values()];
}

/** Where to go on: the first entry that lacks a mark, started ones before new ones. */
export function nextToDo(items: readonly Placed[]): Placed | undefined {
  return (
    items.find((item) => item.progress === 'started') ??
    items.find((item) => item.progress === 'not_started')
  );
}
