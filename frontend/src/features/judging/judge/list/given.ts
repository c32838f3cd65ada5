import type { AssignmentList } from '../data';

export interface ScoreColumn {
  label: string;
  count: number;
}

/** A column for each score of a scale; a long scale in ten parts. */
export function columnsOf(
  given: readonly number[],
  { min, max, step }: AssignmentList['scale'],
): ScoreColumn[] {
  const steps = Math.round((max - min) / step);
  const part = steps > 10 ? (max - min) / 10 : step;
  return Array.from({ length: steps > 10 ? 10 : steps + 1 }, (_, i) => {
    const from = round(min + i * part);
    const last = steps > 10 && i === 9;
    const inside = given.filter((score) => score >= from && (last || score < from + part));
    return { label: String(from), count: inside.length };
  });
}

function round(score: number): number {
  return Math.round(score * 100) / 100;
}
