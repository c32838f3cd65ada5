import { describe, expect, it } from 'vitest';
import { columnsOf } from './columns';
import type { Results } from './data';

const criteria = [{ key: 'impact', label: 'Impact', weight: 1 }];
const results = { criteria } as Results;
const keys = (...given: Parameters<typeof columnsOf>): string[] =>
  columnsOf(...given).map((column) => column.key);

describe('the columns of a category', () => {
  it('are what the scores give', () => {
    expect(keys(results)).toEqual([
      'rank',
      'title',
      'points',
      'criterion impact',
      'spread',
      'judges',
      'shortlist',
    ]);
  });

  it('have room for how sure a rank is where that is known', () => {
    const known = new Map([['a', { interval: { min: 5, max: 12 }, second: 7 }]]);
    expect(keys(results, known).slice(0, 4)).toEqual(['rank', 'second', 'title', 'interval']);
  });
});
