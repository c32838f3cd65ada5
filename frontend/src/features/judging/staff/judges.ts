import type { EditionFacts } from '~/features/staff';
import { compareNames } from '~/text';
import type { CoveredEntry, CoveringJudge, Judge } from './data';

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

/** The round in which entries are assigned now: the first that is not over. */
export function roundNow(facts: Pick<EditionFacts, 'rounds' | 'windows'>): string | undefined {
  return facts.rounds.find(({ window }) => facts.windows[window]?.state !== 'after')?.key;
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

/** What tells judges of one name apart: where they work, or else their addresses. */
export function judgeNotes(
  judges: readonly { id: string; name: string; email: string; organisation?: string }[],
): ReadonlyMap<string, string> {
  const twins = sameNames(judges);
  const work = judges.map(({ id, name, organisation }) => ({
    id,
    name: `${name}\n${organisation}`,
  }));
  const same = sameNames(work);
  const note = ({ name, email, organisation }: (typeof judges)[number]): string =>
    organisation && !same.has(`${name}\n${organisation}`) ? organisation : email;
  return new Map(judges.filter((one) => twins.has(one.name)).map((one) => [one.id, note(one)]));
}

interface Titled {
  id: string;
  title: string;
  organisation: string;
}

/** What tells entries of one title apart: who entered, and a part of the id where that is the same too. */
export function entryNotes(entries: readonly Titled[]): ReadonlyMap<string, string[]> {
  const titles = sameNames(entries.map(({ id, title }) => ({ id, name: title })));
  const both = sameNames(
    entries.map(({ id, title, organisation }) => ({ id, name: `${title}\n${organisation}` })),
  );
  const note = ({ id, title, organisation }: Titled): string[] =>
    both.has(`${title}\n${organisation}`) ? [organisation, id.slice(0, 8)] : [organisation];
  return new Map(entries.filter((one) => titles.has(one.title)).map((one) => [one.id, note(one)]));
}

/** What entries are called in a list: two of one title are told apart. */
export function entryLabels(entries: readonly Titled[]): ReadonlyMap<string, string> {
  const notes = entryNotes(entries);
  const label = ({ id, title }: Titled): string => {
    const [organisation, part = ''] = notes.get(id) ?? [];
    return organisation === undefined ? title : `${title} (${organisation}) ${part}`.trimEnd();
  };
  return new Map(entries.map((entry) => [entry.id, label(entry)]));
}

const places = new WeakMap<CoveredEntry, ReadonlyMap<string, CoveringJudge>>();

/** A judge's place with an entry; looked up for every cell of a matrix. */
export function placeOf(entry: CoveredEntry, judge: string): CoveringJudge | undefined {
  let found = places.get(entry);
  if (!found) {
    found = new Map(entry.judges.map((one) => [one.judge, one]));
    places.set(entry, found);
  }
  return found.get(judge);
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
