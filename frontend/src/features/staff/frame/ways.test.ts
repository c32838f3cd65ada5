import { expect, it } from 'vitest';
import { type WayGroup, wayTo } from './ways';

const groups: WayGroup[] = [
  {
    ways: ['/staff/essa/2027', '/staff/essa/2027/entries', '/staff/essa/2027/rounds/shortlist'].map(
      (href) => ({ href, label: href, icon: 'list' }),
    ),
  },
  { ways: [{ href: '/staff', label: 'Editions', icon: 'list' }] },
];

it('finds the way whose page it is, or whose page is above it', () => {
  expect(wayTo('/staff/essa/2027', groups)).toBe('/staff/essa/2027');
  expect(wayTo('/staff/essa/2027/entries/k3v9', groups)).toBe('/staff/essa/2027/entries');
  expect(wayTo('/staff', groups)).toBe('/staff');
});

it('marks no way for a page that none leads to', () => {
  expect(wayTo('/staff/essa/2027/exports', groups)).toBeUndefined();
  expect(wayTo('/staff/system', groups)).toBeUndefined();
});
