import { describe, expect, it } from 'vitest';
import { instantOf, wallOf, zonedText } from './zoned';

const brussels = 'Europe/Brussels';
const at = (date: string, time: string, zone = brussels): string => {
  const found = instantOf({ date, time }, zone);
  return found instanceof Date ? found.toISOString() : String(found);
};

describe('times on a clock in a zone', () => {
  it('become the instant they mean, in summer and in winter', () => {
    expect(at('2023-07-01', '00:00')).toBe('2023-06-30T22:00:00.000Z');
    expect(at('2023-12-01', '00:00')).toBe('2023-11-30T23:00:00.000Z');
    expect(at('2023-07-01', '09:30:15', 'Asia/Kolkata')).toBe('2023-07-01T04:00:15.000Z');
  });

  // In Brussels clocks went from 02:00 to 03:00 on 26 March 2023, and from 03:00 to 02:00 on 29 October.
  it('are refused when clocks go forward over them', () => {
    expect(at('2023-03-26', '02:30')).toBe('skipped');
    expect(at('2023-03-26', '03:00')).toBe('2023-03-26T01:00:00.000Z');
  });

  it('mean the first of two when clocks go back', () => {
    expect(at('2023-10-29', '02:30')).toBe('2023-10-29T00:30:00.000Z');
  });

  it('mean nothing while they are not complete', () => {
    expect(at('2023-07', '00:00')).toBe('undefined');
    expect(at('2023-07-01', '')).toBe('undefined');
  });

  it('can be read back', () => {
    expect(wallOf('2023-06-30T22:00:00.000Z', brussels)).toEqual({
      date: '2023-07-01',
      time: '00:00',
    });
    expect(wallOf('2023-06-30T21:59:59.000Z', brussels).time).toBe('23:59:59');
  });

  it('are written with offset and zone as the edition document has them', () => {
    expect(zonedText(new Date('2023-03-27T07:00:00Z'), brussels)).toBe(
      '2023-03-27T09:00:00+02:00[Europe/Brussels]',
    );
    expect(zonedText(new Date('2023-01-15T12:00:00Z'), 'America/St_Johns')).toBe(
      '2023-01-15T08:30:00-03:30[America/St_Johns]',
    );
  });
});
