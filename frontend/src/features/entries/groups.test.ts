import { expect, it } from 'vitest';
import type { EntrySummary } from './data';
import { byEdition, dueAt } from './groups';

const entry = (id: string, change: Partial<EntrySummary>): EntrySummary =>
  ({ id, edition: 'essa/2027', may_edit: 'yes', state: 'draft', ...change }) as EntrySummary;

it('is due on the day it was sent back for, as long as that lies ahead', () => {
  const [asked, closes] = ['2027-01-04T17:00:00Z', '2027-01-20T23:00:00Z'];
  const back = { state: 'incomplete', return_until: asked, closes_at: closes } as const;
  expect(dueAt(back, Date.parse('2027-01-01T00:00:00Z'))).toBe(asked);
  expect(dueAt(back, Date.parse('2027-01-05T00:00:00Z'))).toBe(closes);
  expect(dueAt({ ...back, state: 'draft' }, 0)).toBe(closes);
  expect(dueAt({ state: 'incomplete', return_until: asked }, 0)).toBeUndefined();
});

it('shows what is to finish first, within its edition', () => {
  const all = [
    entry('submitted', { state: 'submitted' }),
    entry('older', { edition: 'essa/2025', may_edit: 'closed' }),
    entry('draft', {}),
    entry('back', { state: 'incomplete' }),
  ];
  const ids = byEdition(all).map((some) => some.map((one) => one.id));
  expect(ids).toEqual([['draft', 'back', 'submitted'], ['older']]);
});
