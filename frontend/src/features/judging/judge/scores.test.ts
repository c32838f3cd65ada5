import { describe, expect, it } from 'vitest';
import { admits, bands, pointsOf, share } from './scores';
import type { Scale } from './data';

// Weights of the European Social Services Awards 2023: 30, 30 and 40 of 100.
const criteria = [
  { key: 'theme_fit', label: 'Theme', guidance: null, weight: 30 },
  { key: 'innovation', label: 'Innovation', guidance: null, weight: 30 },
  { key: 'impact', label: 'Impact', guidance: null, weight: 40 },
];

const scale: Scale = {
  min: 0,
  max: 10,
  step: 1,
  anchors: [
    { from: 0, label: 'Not shown' },
    { from: 3, label: 'Weak' },
    { from: 7, label: 'Strong' },
  ],
};

describe('points of a sheet', () => {
  it('is there only when every criterion has a score', () => {
    expect(pointsOf({}, { criteria, scale })).toBeUndefined();
    expect(
      pointsOf({ theme_fit: 8, innovation: 7, impact: null }, { criteria, scale }),
    ).toBeUndefined();
  });

  it('weighs each score: 8 × 30 %, 7 × 30 %, 9 × 40 % of 10 is 81', () => {
    expect(pointsOf({ theme_fit: 8, innovation: 7, impact: 9 }, { criteria, scale })).toBe(81);
  });

  it('counts a nought as a score', () => {
    expect(pointsOf({ theme_fit: 0, innovation: 0, impact: 0 }, { criteria, scale })).toBe(0);
  });

  it('rounds a third to two decimals', () => {
    const thirds = criteria.map((one) => ({ ...one, weight: 1 }));
    expect(pointsOf({ theme_fit: 7, innovation: 8, impact: 8 }, { criteria: thirds, scale })).toBe(
      76.67,
    );
  });
});

it('a weight is read as its part of all weights', () => {
  expect(criteria.map((one) => share(one, criteria))).toEqual([0.3, 0.3, 0.4]);
});

it('each meaning reaches up to the next one', () => {
  expect(bands(scale).map(({ from, to }) => [from, to])).toEqual([
    [0, 2],
    [3, 6],
    [7, 10],
  ]);
});

it.each([
  [10, true],
  [0, true],
  [11, false],
  [-1, false],
  [7.5, false],
])('a score of %d is on the scale: %s', (score, expected) => {
  expect(admits(scale, score)).toBe(expected);
});

it('a score may be on a half step where the scale has them', () => {
  expect(admits({ ...scale, step: 0.1 }, 7.3)).toBe(true);
  expect(admits({ ...scale, step: 0.5 }, 7.3)).toBe(false);
});
