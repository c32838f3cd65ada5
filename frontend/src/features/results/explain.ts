import type { Explanation } from './data';

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
