import { expect, it } from 'vitest';
import type { Judge } from './data';
import { lastReminder } from './reminding';

const judge = (reminded_at: string | null, handed_in = 0, state = 'accepted'): Judge =>
  ({ state, assigned: 3, handed_in, reminded_at }) as Judge;
const now = Date.parse('2027-02-02T08:00:00Z');

it('tells the last reminder of those who are behind', () => {
  const first = '2027-02-01T09:00:00Z';
  const judges = [judge(first), judge(first), judge(null), judge('2027-02-02T07:00:00Z', 3)];
  expect(lastReminder(judges, now)).toEqual({ at: first, count: 2, recent: true });
  expect(lastReminder(judges, Date.parse('2027-02-02T09:00:00Z'))?.recent).toBe(false);
  expect(lastReminder([judge(null)], now)).toBeUndefined();
});
