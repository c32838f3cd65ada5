import { expect, it } from 'vitest';
import { instantOf, zoneOf } from './document';

it('knows the zone and the instant of a moment', () => {
  const moment = '2023-07-01T00:00:00+02:00[Europe/Brussels]';
  expect(zoneOf(moment, 'UTC')).toBe('Europe/Brussels');
  expect(zoneOf('2023-07-01T00:00:00Z', 'UTC')).toBe('UTC');
  expect(instantOf(moment).toISOString()).toBe('2023-06-30T22:00:00.000Z');
});
