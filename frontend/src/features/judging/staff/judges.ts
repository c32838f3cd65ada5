import { compareNames } from '~/text';
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
        : compareNames(String(one), String(other));
    return (down ? -order : order) || compareNames(a.name, b.name);
  });
}

/** Whether the judge can sit on a panel and get entries. */
export const isSeated = (judge: Pick<Judge, 'state'>): boolean =>
  judge.state === 'invited' || judge.state === 'accepted';

/** Whether a reminder makes sense: not answered yet, or entries left. */
export function isBehind(judge: Judge): boolean {
  if (!isSeated(judge)) return false;
  return judge.state === 'invited' || judge.handed_in < judge.assigned;
}

/** What a judge is called in a choice: two of one name are told apart by their addresses. */
export function judgeLabel(
  judge: { id: string; name: string },
  all: readonly { id: string; name: string; email: string }[],
): string {
  const alike = all.some((other) => other.id !== judge.id && other.name === judge.name);
  const email = all.find((one) => one.id === judge.id)?.email;
  return alike && email ? `${judge.name} (${email})` : judge.name;
}

/** What entries are called in a grid: two of one title are told apart by who entered. */
export function entryLabels(
  entries: readonly { id: string; title: string; organisation: string }[],
): ReadonlyMap<string, string> {
  const titles = sameNames(entries.map(({ id, title }) => ({ id, name: title })));
  const both = sameNames(
    entries.map(({ id, title, organisation }) => ({ id, name: `${title} (${organisation})` })),
  );
  const label = (entry: { id: string; title: string; organisation: string }): string => {
    if (!titles.has(entry.title)) return entry.title;
    const long = `${entry.title} (${entry.organisation})`;
    return both.has(long) ? `${long} ${entry.id.slice(0, 8)}` : long;
  };
  return new Map(entries.map((entry) => [entry.id, label(entry)]));
}

/** Names that more than one judge has. */
export function sameNames(judges: readonly { id: string; name: string }[]): ReadonlySet<string> {
  const first = new Map<string, string>();
  const twice = new Set<string>();
  for (const { id, name } of judges) {
    if ((first.get(name) ?? id) === id) first.set(name, id);
    else twice.add(name);
  }
  return twice;
}

const plain = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Whether the texts hold all words that are searched for, whatever their case and accents. */
export function holds(search: string, ...texts: string[]): boolean {
  const text = plain(texts.join(' '));
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
