import { describe, expect, it } from 'vitest';
import type { Call } from './data';
import { datesOf, isPart, nextDates } from './dates';

const window = (from: string, to: string): Partial<Call['windows'][string]> => ({ from, to });

const call = {
  windows: {
    judging: window('2023-07-23T22:00:00Z', '2023-09-08T22:00:00Z'),
    entries: window('2023-03-27T07:00:00Z', '2023-06-30T22:00:00Z'),
    // Nothing counts it, so nobody is told of it.
    public_vote: window('2023-10-11T07:00:00Z', '2023-11-02T11:00:00Z'),
  },
  milestones: [
    {
      key: 'told',
      label: 'Finalists are notified',
      at: '2023-09-29T12:00:00+02:00[Europe/Brussels]',
    },
  ],
} as unknown as Call;

describe('the dates of an edition', () => {
  it('come in the order of time, whatever the order of the document', () => {
    const dates = datesOf(call, Date.parse('2023-05-01T00:00:00Z'));
    expect(dates.map((one) => one.key)).toEqual(['entries', 'judging', 'told']);
    expect(dates.map((one) => one.state)).toEqual(['open', 'before', 'before']);
    expect(Date.parse(dates[2]?.at ?? '')).toBe(Date.parse('2023-09-29T10:00:00Z'));
  });

  it('have an interval closed at the very instant it ends', () => {
    expect(datesOf(call, Date.parse('2023-06-30T21:59:59.999Z'))[0]?.state).toBe('open');
    expect(datesOf(call, Date.parse('2023-06-30T22:00:00.000Z'))[0]?.state).toBe('after');
  });

  it('tell an entrant only what is still to come', () => {
    const next = nextDates(call, Date.parse('2023-08-01T00:00:00Z'));
    expect(next.map((one) => one.key)).toEqual(['judging', 'told']);
    expect(nextDates(call, Date.parse('2023-09-10T00:00:00Z')).map((one) => one.key)).toEqual([
      'told',
    ]);
  });
});

it('calls a round a part of the result where others count, too', () => {
  const round = { key: 'judging' } as Call['rounds'][number];
  expect(isPart({ rounds: [round] })).toBe(false);
  expect(isPart({ rounds: [round, round] })).toBe(true);
});
