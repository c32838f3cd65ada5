import { describe, expect, it } from 'vitest';
import { fmt } from './format';
import { loadMessages } from './messages';

describe('sizes of files', () => {
  it('are counted in bytes, one or many, and then in steps of 1024', () => {
    expect([0, 1, 772, 1024, 1_572_864].map((size) => fmt.bytes(size))).toEqual([
      '0 bytes',
      '1 byte',
      '772 bytes',
      '1 kB',
      '1.5 MB',
    ]);
  });
});

describe('the end of a window', () => {
  it('at midnight is the last minute of the day before, and says so', async () => {
    await loadMessages(['ui']);
    expect(fmt.deadline('2023-07-01T00:00:00+02:00', 'Europe/Brussels')).toBe(
      '30 June 2023, 23:59 CEST (end of the day)',
    );
  });

  it('at any other time is that time', () => {
    expect(fmt.deadline('2023-06-30T12:00:00+02:00', 'Europe/Brussels')).toMatch(/12:00/);
  });
});

it('writes an answer of one line by its kind, and what is none as it was written', () => {
  expect(fmt.amount('1200.5', '€')).toBe('1,200.5\u00a0€');
  expect(fmt.answer('number', '1200.50 €')).toBe('1,200.50 €');
  expect(fmt.answer('number', 'about 40')).toBe('about 40');
  expect(fmt.answer('date', '2026-07-01')).toBe('1 July 2026');
  expect(fmt.answer('date', 'soon')).toBe('soon');
  // A draft keeps what is no number and no day, and a page that lists it must not break.
  for (const text of ['1.2345', '192.168.1.1', '1200.']) {
    expect(fmt.answer('number', text)).toBe(text);
  }
  for (const text of ['2026-07-45', '2026-07-00', '2026-06-31', '2026-13-01']) {
    expect(fmt.answer('date', text)).toBe(text);
  }
  expect(fmt.answer('month', '2026-13')).toBe('2026-13');
  expect(fmt.answer('month', '2026-07')).toBe('July 2026');
  expect(fmt.answer('text', '2026-07')).toBe('2026-07');
});
