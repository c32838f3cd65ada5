import type { Judge } from './data';
import { isBehind } from './judges';

const dayMs = 86_400_000;

/** When some judges were reminded last, and how many of them then. */
export interface LastReminder {
  at: string;
  count: number;
  /** Within a day: they are reminded again only when somebody insists. */
  recent: boolean;
}

/** The last reminder of accepted judges who are behind. */
export function lastReminder(judges: readonly Judge[], now: number): LastReminder | undefined {
  const behind = judges.filter((judge) => judge.state === 'accepted' && isBehind(judge));
  const times = behind.flatMap((judge) => (judge.reminded_at ? [judge.reminded_at] : []));
  const at = times.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  if (!at) return undefined;
  const recent = times.filter((time) => now - Date.parse(time) < dayMs);
  const count = recent.length || times.filter((time) => time === at).length;
  return { at, count, recent: recent.length > 0 };
}
