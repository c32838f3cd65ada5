import { expect, it } from 'vitest';
import { joined, readDate } from './day';

it.each([
  ['2026-07-01', ['2026', '07', '1']],
  ['1.7.2026', ['2026', '07', '1']],
  ['1. 7. 2026', ['2026', '07', '1']],
  ['01/07/2026', ['2026', '07', '1']],
  ['31-12-2026', ['2026', '12', '31']],
  ['1 July 2026', ['2026', '07', '1']],
  ['1 Sep 2026', ['2026', '09', '1']],
  ['2026-07', ['2026', '07', '']],
  ['07/2026', ['2026', '07', '']],
  ['July 2026', ['2026', '07', '']],
])('%s is pasted into its boxes', (text, parts) => expect(readDate(text)).toEqual(parts));

it.each(['', '2026', '07/15/2026', '32.1.2026', '1 Brumaire 2026', 'tomorrow', '12'])(
  '%j is no date',
  (text) => expect(readDate(text)).toBeUndefined(),
);

it('a date is whole once all its parts are', () => {
  expect(joined(['2026', '07', '1'], true)).toBe('2026-07-01');
  expect(joined(['2026', '07', ''], true)).toBe('');
  expect(joined(['2026', '07', ''], false)).toBe('2026-07');
  expect(joined(['26', '07', '1'], true)).toBe('');
  expect(joined(['2026', '', '1'], true)).toBe('');
});
