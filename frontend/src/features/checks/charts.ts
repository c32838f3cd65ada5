/** Numbers of one day. */
interface Day {
  day: string;
  started: number;
  submitted: number;
}

const dayMs = 86_400_000;
/** More columns than this are too thin to see. */
const mostColumns = 120;

/** The days without a gap, so that quiet days are seen too; the last ones when there are very many. */
export function everyDay(days: readonly Day[]): Day[] {
  const first = days[0]?.day;
  const last = days.at(-1)?.day;
  if (!first || !last) return [];
  const byDay = new Map(days.map((one) => [one.day, one]));
  const all: Day[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += dayMs) {
    const day = new Date(at).toISOString().slice(0, 10);
    all.push(byDay.get(day) ?? { day, started: 0, submitted: 0 });
  }
  return all.slice(-mostColumns);
}

/** The name of the greatest value, unless two share it or there is nothing. */
export function most(items: readonly { label: string; value: number }[]): string | undefined {
  const sorted = [...items].sort((a, b) => b.value - a.value);
  const [first, second] = sorted;
  if (!first || first.value === 0 || first.value === second?.value) return undefined;
  return first.label;
}
