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
])('%s is read as %s', (written, plain) => {
  expect(plainNumber(written)).toBe(plain);
  expect(isPlainNumber(plain)).toBe(true);
});

it('takes the unit for what it is', () => {
  expect(plainNumber('about 40 people', 'people')).toBe('about 40 people');
  expect(plainNumber('40 people', 'people')).toBe('40');
  expect(plainNumber('€ 1.200,50', '€')).toBe('1200.50');
  expect(plainNumber('62,5 %', '%')).toBe('62.5');
});

it('takes no other unit for its own', () => {
  expect(plainNumber('$ 40', '€')).toBe('$ 40');
  expect(plainNumber('5 %', 'people')).toBe('5 %');
});

it.each([
  '',
  'many',
  '0.125',
  '0,750',
  '-5',
  '1e3',
  '12 34',
  '1.2345',
  '1,200,50',
  '1.200 300',
  '1..5',
  '10-12',
])('%j stays as it was written', (written) => expect(plainNumber(written)).toBe(written));
