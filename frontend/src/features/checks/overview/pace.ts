import type { SheetFigures } from '../data';

const dayMs = 86_400_000;

/** Handing in over the days of the round as points of a line, from 0 to 1 in both directions. */
export function paceLine(sheets: SheetFigures, now: number): { x: number; y: number }[] {
  const [from, to] = [Date.parse(sheets.from), Date.parse(sheets.to)];
  const ends = Math.min(now, to);
  const share = (at: number): number => Math.min(1, Math.max(0, (at - from) / (to - from)));
  let sum = 0;
  const points = [{ x: 0, y: 0 }];
  for (const { day, handed_in } of sheets.by_day) {
    sum += handed_in;
    // A day counts whole at its end.
    const at = Math.min(Date.parse(day) + dayMs, ends);
    points.push({ x: share(at), y: sheets.assigned ? sum / sheets.assigned : 0 });
  }
  points.push({ x: share(ends), y: sheets.assigned ? sheets.handed_in / sheets.assigned : 0 });
  return points;
}
