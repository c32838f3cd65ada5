import { describe, expect, it } from 'vitest';
import type { Explanation, Sheet } from './data';
import { dots, widest } from './explain';

function sheet(judge: string, given: (string | null)[], counted = true): Sheet {
  const scores = ['impact', 'idea'].map((criterion, i) => ({
    criterion,
    score: given[i],
    weight: 50,
  }));
  return {
    judge,
    name: judge,
    state: 'handed_in',
    counted,
    scores,
    total: counted ? '7.50' : null,
  };
}

function explanation(sheets: Sheet[]): Explanation {
  return {
    scale: { min: 0, max: 10, step: 0.5 },
    criteria: [
      { key: 'impact', label: 'Impact', weight: 50 },
      { key: 'idea', label: 'Idea', weight: 50 },
    ],
    weight_sum: 100,
    min_judges: 2,
    ranks: [],
    sheets,
  };
}

describe('the dots of a result', () => {
  it('are the scores that count, and the totals in a row of their own', () => {
    const rows = dots(
      explanation([sheet('a', ['8', '6']), sheet('b', ['7', '8']), sheet('c', ['1', '1'], false)]),
      'Total',
    );
    expect(rows).toEqual([
      { label: 'Impact', values: [8, 7], mean: 7.5 },
      { label: 'Idea', values: [6, 8], mean: 7 },
      { label: 'Total', values: [7.5, 7.5], mean: 7.5 },
    ]);
  });

  it('have no mean where nobody gave a mark', () => {
    expect(dots(explanation([]), 'Total').map((row) => row.mean)).toEqual([null, null, null]);
  });
});

describe('the criterion on which judges differ most', () => {
  it('is named with the distance', () => {
    const all = explanation([sheet('a', ['8', '2.5']), sheet('b', ['7', '8'])]);
    expect(widest(all)).toEqual({ label: 'Idea', range: '5.5' });
  });

  it('is none when they agree, or when there is one judge only', () => {
    expect(widest(explanation([sheet('a', ['8', '6']), sheet('b', ['8', '6'])]))).toBeUndefined();
    expect(widest(explanation([sheet('a', ['8', '2'])]))).toBeUndefined();
  });
});
