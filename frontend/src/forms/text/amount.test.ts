import { expect, it } from 'vitest';
import { isPlainNumber, plainNumber } from './amount';

it.each([
  ['1200', '1200'],
  ['1 200,50', '1200.50'],
  ['1.200,50', '1200.50'],
  ['1,200.50', '1200.50'],
  ["1'200.50", '1200.50'],
  ['1’200.50', '1200.50'],
  ['1\u202f234\u202f567', '1234567'],
  ['1.234.567', '1234567'],
  ['1,234,567.8', '1234567.8'],
  ['1.200', '1200'],
  ['12,5', '12.5'],
  [' 007 ', '7'],
  ['0,5', '0.5'],
  ['€ 1.200,50', '1200.50'],
  ['62,5 %', '62.5'],
])('%s is read as %s', (written, plain) => {
  expect(plainNumber(written)).toBe(plain);
  expect(isPlainNumber(plain)).toBe(true);
});

it('takes the unit for what it is', () => {
  expect(plainNumber('about 40 people', 'people')).toBe('about 40 people');
  expect(plainNumber('40 people', 'people')).toBe('40');
});

it.each(['', 'many', '-5', '1e3', '12 34', '1.2345', '1,200,50', '1.200 300', '1..5', '10-12'])(
  '%j stays as it was written',
  (written) => expect(plainNumber(written)).toBe(written),
);
