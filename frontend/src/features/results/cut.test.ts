import { describe, expect, it } from 'vitest';
import { cutOf, isSettled } from './cut';
import type { CategoryResults, Result } from './data';

const rules = {
  scale: { min: 0, max: 10, step: 1 },
  criteria: [
    { key: 'a', label: 'A', weight: 60 },
    { key: 'b', label: 'B', weight: 40 },
  ],
};

/** Five judges on a scale to 10 with 60 %: one step can move 1.2 points. */
function category(size: number, points: number[], change: Partial<Result>[] = []): CategoryResults {
  const entries = points.map((one, i): Result => ({
    id: `e${i + 1}`,
    title: `Entry ${i + 1}`,
    organisation: 'City',
    country: 'AT',
    entered_in: 'c',
    state: 'eligible',
    rank: points.indexOf(one) + 1,
    tie: points.filter((other) => other === one).length > 1,
    mean: (one / 10).toFixed(2),
    percent: one.toFixed(2),
    criteria: {},
    judges_counted: 5,
    judges_assigned: 5,
    judges_recused: 0,
    spread: { sd: '0.10', min: (one / 10).toFixed(2), max: (one / 10).toFixed(2) },
    below_minimum: false,
    ...change[i],
  }));
  const byHand = entries.filter((one) => one.shortlisted?.method === 'hand').length;
  const sizes = {
    shortlist_size: size,
    shortlisted: byHand,
    by_hand: byHand,
    total: points.length,
  };
  return { key: 'c', name: 'C', derived: false, ...sizes, entries };
}

const seen = (category: CategoryResults): unknown => {
  const cut = cutOf(rules, category);
  if (!cut) return undefined;
  const { below, close, free, gap } = cut;
  return { below, close: close.map((one) => one.id), free, gap };
};

describe('the end of a shortlist', () => {
  it('is clear where one step by one judge cannot bring the two sides level', () => {
    expect(seen(category(2, [90, 80, 78, 60]))).toEqual({
      below: 'e3',
      close: [],
      free: 0,
      gap: 200,
    });
  });

  it('tells which entries one step can bring level, on both sides', () => {
    expect(seen(category(2, [90, 80, 79.2, 78.9, 60]))).toEqual({
      below: 'e3',
      close: ['e2', 'e3', 'e4'],
      free: 1,
      gap: 110,
    });
    expect(cutOf(rules, category(1, [80, 79]))?.step).toBeCloseTo(120);
  });

  it('stands above all who share the last rank, as the rule takes none of them', () => {
    expect(seen(category(3, [90, 80, 80, 80, 60]))).toEqual({
      below: 'e2',
      close: ['e2', 'e3', 'e4'],
      free: 2,
      gap: 0,
    });
  });

  it('counts places that were filled by hand, and passes over who was left out', () => {
    const byHand = { shortlisted: { method: 'hand', reason: 'Asked for.' } } as const;
    expect(seen(category(2, [90, 80, 70, 60], [{}, {}, {}, byHand]))).toMatchObject({
      below: 'e2',
    });
    const leftOut = { left_out: 'Not ready.' };
    expect(seen(category(2, [90, 80, 70, 60], [{}, leftOut]))).toMatchObject({ below: 'e4' });
  });

  it('is nowhere while there is room for all, or hands filled every place', () => {
    expect(seen(category(4, [90, 80, 70, 60]))).toBeUndefined();
    const byHand = { shortlisted: { method: 'hand', reason: 'Asked for.' } } as const;
    expect(seen(category(1, [90, 80], [{}, byHand]))).toBeUndefined();
  });
});

describe('the first entries of a category', () => {
  const settled = (...given: Parameters<typeof category>): boolean =>
    isSettled(rules, category(...given));

  it('are enough when the last of them is far from the end of the shortlist', () => {
    expect(settled(2, [90, 80, 79.2, 60])).toBe(true);
    expect(settled(2, [90, 80, 79.2, 79])).toBe(false);
    expect(settled(4, [90, 80, 70, 60])).toBe(false);
  });

  it('are enough when all that have a rank are among them, or hands filled every place', () => {
    expect(settled(2, [90, 80, 79], [{}, {}, { rank: undefined }])).toBe(true);
    const byHand = { shortlisted: { method: 'hand', reason: 'Asked for.' } } as const;
    expect(settled(1, [90, 80], [{}, byHand])).toBe(true);
    expect(settled(2, [])).toBe(true);
  });
});

describe('an entry that one scoresheet keeps on its side', () => {
  it('is above the line without its lowest, or below it without its highest', () => {
    const wide = { spread: { sd: '1.50', min: '4.00', max: '9.50' } };
    const cut = cutOf(rules, category(2, [90, 80, 75, 60], [wide, wide, wide, wide]));
    // Entry 2: (5 × 8.00 - 9.50) / 4 = 7.63, over 7.50. Entry 3: (5 × 7.50 - 4.00) / 4 = 8.38.
    expect([...(cut?.swayed ?? [])]).toEqual(['e3']);
  });

  it('is none where a single judge counts', () => {
    const alone = { judges_counted: 1 };
    expect(cutOf(rules, category(1, [80, 79], [alone, alone]))?.swayed.size).toBe(0);
  });
});
