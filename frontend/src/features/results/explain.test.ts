import { describe, expect, it } from 'vitest';
import type { CategoryResults, Explanation, Result, Sheet } from './data';
import { dots, leftOut, parts, swaying, totals, widest } from './explain';

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

  it('have no mean where nobody gave a score', () => {
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

describe('the points of a result', () => {
  it('are the sum of what each criterion brings', () => {
    const found = parts(explanation([sheet('a', ['8', '6']), sheet('b', ['7', '8'])]));
    expect(found).toEqual([
      { label: 'Impact', mean: 7.5, weight: 50, points: 37.5 },
      { label: 'Idea', mean: 7, weight: 50, points: 35 },
    ]);
  });

  it('are no such sum where a sheet lacks a score', () => {
    expect(parts(explanation([sheet('a', ['8', null]), sheet('b', ['7', '8'])]))).toBeUndefined();
  });
});

describe('the sheets of a result', () => {
  const recused = { ...sheet('c', ['1', '1'], false), state: 'recused' as const };

  it('are a line each while they count', () => {
    expect(totals(explanation([sheet('a', ['8', null]), recused]))).toEqual([
      { label: 'a', value: 7.5, scores: ['8', '–'] },
    ]);
  });

  it('are named with the reason where they do not', () => {
    expect(leftOut(explanation([sheet('a', ['8', '6']), recused]))).toEqual([['recused', ['c']]]);
  });
});

describe('the judge without whom the rank would change', () => {
  const total = (judge: string, total: string): Sheet => ({ ...sheet(judge, ['5', '5']), total });
  const place = (id: string, rank: number, percent: string): Result =>
    ({ id, rank, percent }) as Result;
  const category = {
    entries: [place('x', 1, '80.00'), place('own', 2, '70.00'), place('y', 3, '69.00')],
  } as CategoryResults;

  it('is the one who moves it most', () => {
    const all = explanation([total('a', '9.00'), total('b', '6.00'), total('c', '6.00')]);
    expect(swaying(all, category, 'own')).toEqual({ name: 'a', points: '60.0', rank: 3 });
  });

  it('is none where the rank stays, or too few judges would be left', () => {
    const alike = explanation([total('a', '7.00'), total('b', '7.00'), total('c', '7.00')]);
    expect(swaying(alike, category, 'own')).toBeUndefined();
    const few = explanation([total('a', '9.00'), total('b', '5.00')]);
    expect(swaying(few, category, 'own')).toBeUndefined();
  });
});
