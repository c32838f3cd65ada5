import { expect, it } from 'vitest';
import type { EntrySummary } from './data';
import { byEdition } from './groups';

const entry = (id: string, change: Partial<EntrySummary>): EntrySummary =>
  ({ id, edition: 'essa/2027', may_edit: 'yes', state: 'draft', ...change }) as EntrySummary;

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
