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
