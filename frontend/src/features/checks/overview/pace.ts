import { messages } from '~/text';
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

/** What handing in comes to, in words: beside an even pace while the round is open, and what it came to after that. */
export function paceWords(
  { handed_in: done, assigned: of, at_even_pace: even, to }: SheetFigures,
  behind: number,
  now: number,
): { caption: string; text: string } {
  const t = messages('checks');
  if (now >= Date.parse(to))
    return {
      caption: t('pace.over', { left: of - done }),
      text: t('pace.over_text', { done, of }),
    };
  const caption = done >= even ? t('pace.on', { behind }) : t('pace.behind');
  return { caption, text: t('pace.text', { done, even, of }) };
}

/** Where a label is, and which end of it. */
export interface Place {
  x: number;
  y: number;
  anchor: 'start' | 'end';
}

/** Labels on the free side of the line of an even pace: beside that line, and beside the last point. */
export function paceLabels(last: { x: number; y: number }): { even: Place; last: Place } {
  if (last.y >= last.x)
    return {
      even: { x: 0.72, y: 0.55, anchor: 'start' },
      last: { x: last.x - 0.03, y: last.y + 0.1, anchor: last.x > 0.35 ? 'end' : 'start' },
    };
  const room = last.x < 0.7;
  return {
    even: { x: 0.66, y: 0.72, anchor: 'end' },
    last: {
      x: last.x + (room ? 0.03 : 0),
      y: room ? last.y - 0.02 : last.y - 0.2,
      anchor: room ? 'start' : 'end',
    },
  };
}
