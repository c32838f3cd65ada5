import { expect, it } from 'vitest';
import { uptime } from './data';

it('counts whole days and hours', () => {
  const from = '2027-02-01T09:00:00.000Z';
  expect(uptime(from, '2027-02-03T12:59:59.999Z')).toEqual({ days: 2, hours: 3 });
  expect(uptime(from, '2027-02-01T08:00:00.000Z')).toEqual({ days: 0, hours: 0 });
});
