import { messages } from '~/text';
import type { Column } from '~/ui';
import type { Result, Results } from './data';

/** What is known of a rank beyond the means. */
export interface Certainty {
  /** The ranks in which the entry would stand with 9 of 10 panels like this one. */
  interval: { min: number; max: number };
  /** The rank when severe and mild judges are allowed for. */
  second: number;
}

/** The columns of a category; those of certainty only where some of it is known. */
export function columnsOf(
  { criteria }: Results,
  certainty: ReadonlyMap<string, Certainty> = new Map(),
): Column<Result>[] {
  const t = messages('results');
  const known = certainty.size > 0;
  const columns: (Column<Result> | false)[] = [
    { key: 'rank', label: t('column.rank'), align: 'end', narrow: 'plain', class: 'rank' },
    known && {
      key: 'second',
      label: t('column.second'),
      align: 'end',
      class: 'second brief',
      text: ({ id }) => certainty.get(id)?.second ?? '–',
    },
    { key: 'title', label: t('column.entry'), rowHeader: true },
    known && {
      key: 'interval',
      label: t('column.interval'),
      class: 'interval brief',
      text: ({ id }) => {
        const range = certainty.get(id)?.interval;
        return range ? t('range', range) : '–';
      },
    },
    { key: 'points', label: t('column.points'), align: 'end', class: 'brief' },
    ...criteria.map((one): Column<Result> => ({
      key: `criterion ${one.key}`,
      label: one.label,
      class: `criterion ${fold(criteria.length)}`,
      narrow: 'none',
    })),
    { key: 'spread', label: t('column.spread'), align: 'end', class: 'brief' },
    { key: 'judges', label: t('column.judges'), class: 'brief' },
    { key: 'shortlist', label: t('column.shortlist'), narrow: 'plain', class: 'last' },
  ];
  return columns.filter((column) => column !== false);
}

/** The more criteria there are, the wider the table must be to show them. */
function fold(criteria: number): string {
  if (criteria <= 3) return 'few';
  return criteria <= 5 ? 'several' : 'many';
}
