import { expect, it } from 'vitest';
import { between, choose, direction } from './table';

it('reads the order of a column from the address', () => {
  expect(direction('title', 'title')).toBe('ascending');
  expect(direction('-title', 'title')).toBe('descending');
  expect(direction('-titles', 'title')).toBeUndefined();
  expect(direction(undefined, 'title')).toBeUndefined();
});

it('keeps what is selected on other pages', () => {
  expect(choose(['x', 'a'], ['a', 'b'], true)).toEqual(['x', 'a', 'b']);
  expect(choose(['x', 'a', 'b'], ['a', 'b'], false)).toEqual(['x']);
});

it('takes the rows from one to another in either direction', () => {
  const keys = ['a', 'b', 'c', 'd'];
  expect(between(keys, 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(between(keys, 'd', 'b')).toEqual(['b', 'c', 'd']);
  expect(between(keys, 'gone', 'c')).toEqual(['c']);
  expect(between(keys, undefined, 'c')).toEqual(['c']);
});
