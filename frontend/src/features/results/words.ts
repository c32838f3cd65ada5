import { fmt, messages } from '~/text';
import type { Cut } from './cut';
import type { Result } from './data';
import { pointsText } from './figures';

/** What can be said of the entries around the end of a shortlist. */
export function cutText({ close, free, gap, step, last, first }: Cut): string {
  const t = messages('results');
  if (!close.length) {
    const [a, b] = [last.rank ?? 0, first.rank ?? 0];
    return t('cut.clear', { gap: pointsText(gap), a, b });
  }
  if (gap === 0) return t('cut.tied', { count: close.length, rank: first.rank ?? 0, free });
  return t('cut.close', {
    ranks: ranks(close.map((one) => one.rank ?? 0)),
    gap: pointsText(gap),
    step: pointsText(step),
  });
}

/** "7, 8 and 9"; of many only the ends, "3 to 14". */
function ranks(all: number[]): string {
  const each = [...new Set(all)];
  const [min = 0, max = 0] = [each[0], each.at(-1)];
  if (each.length > 5) return messages('results')('range', { min, max });
  return fmt.list(each.map(String));
}

export const rankText = ({ rank }: Result): string => {
  const t = messages('results');
  return rank ? t('rank', { rank }) : t('no_rank');
};
