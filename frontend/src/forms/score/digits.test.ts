import { describe, expect, it } from 'vitest';
import { Digits } from './digits';

const toTen = Array.from({ length: 11 }, (_, i) => i);
const halves = Array.from({ length: 11 }, (_, i) => i / 2);

function typed(points: number[], ...keys: [string, number][]): (number | undefined)[] {
  const digits = new Digits();
  return keys.map(([key, at]) => digits.type(key, at, points));
}

describe('digits on a scale', () => {
  it('give a point each, and ten in two', () => {
    expect(typed(toTen, ['7', 0], ['1', 2000], ['0', 2600])).toEqual([7, 1, 10]);
  });

  it('are two points when the second comes late', () => {
    expect(typed(toTen, ['1', 0], ['0', 601])).toEqual([1, 0]);
  });

  it('begin anew when together they are no point', () => {
    expect(typed(toTen, ['7', 0], ['5', 100], ['1', 200], ['0', 300])).toEqual([7, 5, 1, 10]);
  });

  it('give halves with a point or a comma', () => {
    expect(typed(halves, ['3', 0], [',', 100], ['5', 200])).toEqual([3, undefined, 3.5]);
    expect(typed(toTen, ['3', 0], ['.', 100], ['5', 200])).toEqual([3, undefined, 5]);
  });

  it('give nothing that is not on the scale, and no other key does', () => {
    expect(typed([1, 2, 3, 4, 5], ['7', 0], ['a', 0], ['Enter', 0])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
