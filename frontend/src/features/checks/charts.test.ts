import { describe, expect, it } from 'vitest';
import { everyDay, most } from './charts';

describe('the days of a chart', () => {
  it('have no gaps, also over the end of a month', () => {
    const days = everyDay([
      { day: '2023-06-29', started: 2, submitted: 1 },
      { day: '2023-07-01', started: 0, submitted: 4 },
    ]);
    expect(days.map((one) => [one.day, one.submitted])).toEqual([
      ['2023-06-29', 1],
      ['2023-06-30', 0],
      ['2023-07-01', 4],
    ]);
  });

  it('are none when nothing happened', () => {
    expect(everyDay([])).toEqual([]);
  });
});

describe('the finding of a chart', () => {
  it('names the greatest and never one of two equals', () => {
    expect(
      most([
        { label: 'Poland', value: 4 },
        { label: 'Greece', value: 7 },
      ]),
    ).toBe('Greece');
    expect(
      most([
        { label: 'Poland', value: 7 },
        { label: 'Greece', value: 7 },
      ]),
    ).toBeUndefined();
    expect(most([{ label: 'Poland', value: 0 }])).toBeUndefined();
  });
});
