import type { CategoryResults, Explanation, Sheet } from './data';
import { hundredths, short } from './figures';

/** A row of the dot plot. */
export interface DotRow {
  label: string;
  values: number[];
  mean: number | null;
}

function rowOf(label: string, values: number[]): DotRow {
  const sum = values.reduce((total, value) => total + value, 0);
  return { label, values, mean: values.length ? sum / values.length : null };
}

/** The scores that count, one row per criterion, and the judges' totals. */
export function dots(explanation: Explanation, total: string): DotRow[] {
  const counted = explanation.sheets.filter((sheet) => sheet.counted);
  const rows = explanation.criteria.map((criterion) => {
    const scores = counted.flatMap((sheet) =>
      sheet.scores.filter((one) => one.criterion === criterion.key && one.score != null),
    );
    return rowOf(
      criterion.label,
      scores.map((one) => Number(one.score)),
    );
  });
  const totals = counted.flatMap((sheet) => (sheet.total == null ? [] : [Number(sheet.total)]));
  return [...rows, rowOf(total, totals)];
}

/** The criterion on which judges are furthest apart; undefined when they agree or there is one judge. */
export function widest(explanation: Explanation): { label: string; range: string } | undefined {
  const ranges = dots(explanation, '')
    .slice(0, -1)
    .filter((row) => row.values.length > 1)
    .map((row) => ({ label: row.label, width: Math.max(...row.values) - Math.min(...row.values) }))
    .sort((a, b) => b.width - a.width);
  const [first] = ranges;
  if (!first || first.width === 0) return undefined;
  return { label: first.label, range: String(Math.round(first.width * 100) / 100) };
}

/** What one criterion brings to the points of an entry. */
export interface Part {
  label: string;
  mean: number;
  weight: number;
  points: number;
}

/** None where a sheet lacks a score: then the criteria do not add up to the points. */
export function parts(explanation: Explanation): Part[] | undefined {
  const counted = explanation.sheets.filter((sheet) => sheet.counted);
  const found = explanation.criteria.map(({ key, label, weight }) => {
    const scores = counted.map((sheet) => sheet.scores.find((one) => one.criterion === key)?.score);
    const sum = scores.reduce((total, one) => total + hundredths(one), 0);
    const mean = sum / counted.length / 100;
    const share = weight / explanation.weight_sum / explanation.scale.max;
    return { label, mean, weight, points: 100 * mean * share };
  });
  return found.some((one) => Number.isNaN(one.mean)) ? undefined : found;
}

/** A judge's line: the total, and the scores it is made of. */
export interface TotalLine {
  label: string;
  value: number;
  scores: string[];
}

export const totals = (explanation: Explanation): TotalLine[] =>
  explanation.sheets.flatMap((sheet) =>
    sheet.counted && sheet.total != null
      ? [
          {
            label: sheet.name,
            value: Number(sheet.total),
            scores: sheet.scores.map((one) => one.score ?? '–'),
          },
        ]
      : [],
  );

/** Judges whose sheets do not count, by the reason. */
export function leftOut(explanation: Explanation): [Sheet['state'], string[]][] {
  const found = new Map<Sheet['state'], string[]>();
  for (const sheet of explanation.sheets.filter((one) => !one.counted)) {
    found.set(sheet.state, [...(found.get(sheet.state) ?? []), sheet.name]);
  }
  return [...found];
}

/**
 * The judge without whose sheet the rank would change most, and to what; none where no single sheet changes it, or
 * as long as too few of the other entries are loaded to tell.
 */
export function swaying(
  { sheets, scale, min_judges: least }: Explanation,
  category: CategoryResults | undefined,
  entry: string,
): { name: string; points: string; rank: number } | undefined {
  const own = category?.entries.find((one) => one.id === entry)?.rank;
  const counted = sheets.filter((sheet) => sheet.counted && sheet.total != null);
  const rest = counted.length - 1;
  if (!category || !own || rest < Math.max(1, least)) return undefined;
  const sum = counted.reduce((total, one) => total + hundredths(one.total), 0);
  const others = category.entries.filter((one) => one.id !== entry && one.rank);
  const found = counted
    .map((sheet) => {
      const percent = (sum - hundredths(sheet.total)) / rest / scale.max;
      const better = others.filter((one) => hundredths(one.percent) > percent * 100);
      return { name: sheet.name, points: short(percent.toFixed(2)), rank: better.length + 1 };
    })
    .sort((a, b) => Math.abs(b.rank - own) - Math.abs(a.rank - own));
  const isOpen = category.next && category.entries.at(-1)?.rank;
  if (isOpen && found.some((one) => one.rank > others.length)) return undefined;
  return found[0]?.rank === own ? undefined : found[0];
}
