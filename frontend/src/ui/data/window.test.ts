import { describe, expect, it } from 'vitest';
import { drawn } from './window';

describe('a long table', () => {
  const rows = (count: number, height = 10): number[] =>
    Array.from({ length: count }, () => height);

  it('that fits is drawn whole', () => {
    expect(drawn(rows(3), 0, 100, 0)).toEqual({ first: 0, end: 3, above: 0, below: 0 });
  });

  it('is drawn from its beginning, with room below for the rest', () => {
    expect(drawn(rows(100), 0, 25, 0)).toEqual({ first: 0, end: 3, above: 0, below: 970 });
  });

  it('is drawn around the place to which it is scrolled', () => {
    const { first, end, above, below } = drawn(rows(100), 505, 20, 10);
    expect(first).toBeLessThanOrEqual(50);
    expect(end).toBeGreaterThanOrEqual(53);
    expect(above).toBe(first * 10);
    expect(below).toBe((100 - end) * 10);
    expect(end - first).toBeLessThan(10);
  });

  it('reaches its last row', () => {
    expect(drawn(rows(100), 975, 25, 0).end).toBe(100);
  });

  it('takes rows of any height', () => {
    const { first, above } = drawn([100, 10, 10, 10], 105, 10, 0);
    expect([first, above]).toEqual([1, 100]);
  });

  it('may be empty', () => {
    expect(drawn([], 0, 100, 10)).toEqual({ first: 0, end: 0, above: 0, below: 0 });
  });
});
