import type { Judge } from './data';

const keys: Record<string, (judge: Judge) => string | number> = {
  name: (judge) => judge.name,
  state: (judge) => judge.state,
  // Those without an entry come after all others.
  progress: (judge) => (judge.assigned ? judge.handed_in / judge.assigned : 2),
  active: (judge) => judge.last_active ?? '',
};

/** Judges in the order asked for, "-name" from the end; by name where they are equal. */
export function sortJudges(judges: readonly Judge[], sort: string): Judge[] {
  const down = sort.startsWith('-');
  const key = keys[sort.replace('-', '')] ?? ((judge: Judge) => judge.name);
  return [...judges].sort((a, b) => {
    const [one, other] = [key(a), key(b)];
    const order =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : String(one).localeCompare(String(other));
    return (down ? -order : order) || a.name.localeCompare(b.name);
  });
}

/** Whether a reminder makes sense: not answered yet, or entries left. */
export function isBehind(judge: Judge): boolean {
  if (judge.state === 'declined') return false;
  return judge.state === 'invited' || judge.handed_in < judge.assigned;
}
