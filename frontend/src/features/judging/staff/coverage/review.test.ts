import { expect, it } from 'vitest';
import type { AssignmentsReview, Pair } from '../data';
import { asksForReview, merged } from './review';

const part = (more: number, part: Partial<AssignmentsReview> = {}): AssignmentsReview => ({
  created: more,
  unchanged: 1,
  judges: [{ judge: 'mia', name: 'Mia', has: 4, more, is_told: true }],
  skipped_conflicts: [],
  ...part,
});

it('adds up what a judge gets in several parts', () => {
  const review = merged([part(3), part(2)]);
  expect(review.judges).toEqual([{ judge: 'mia', name: 'Mia', has: 4, more: 5, is_told: true }]);
  expect([review.created, review.unchanged]).toEqual([5, 2]);
});

it('is asked for where more is assigned than one sees at a glance', () => {
  const pairs = (count: number): Pair[] =>
    Array.from({ length: count }, (_, i) => ({ entry: `${i}`, judge: 'mia' }));
  expect(asksForReview(pairs(5))).toBe(false);
  expect(asksForReview(pairs(6))).toBe(true);
});
