import { expect, it } from 'vitest';
import { place } from './queue';

it('tells the place of an entry among those that wait, and its neighbours', () => {
  expect(place(['a', 'b', 'c'], 'b', 7)).toEqual({
    position: 2,
    total: 7,
    previous: 'a',
    next: 'c',
  });
});

it('leads from an entry that is decided to the first that waits', () => {
  expect(place(['a', 'b'], 'z', 2)).toEqual({ position: 0, total: 2, next: 'a' });
  expect(place([], 'z', 0)).toEqual({ position: 0, total: 0 });
});
