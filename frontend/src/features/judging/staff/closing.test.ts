import { expect, it } from 'vitest';
import { unfinished } from './closing';
import type { StaffRound } from './data';

it('counts what is not handed in, by sheet, judge and entry', () => {
  const judge = (judge: string, state: string): object => ({ judge, state });
  const coverage = {
    min_judges: 2,
    below_minimum: 0,
    entries: [
      { done: 1, judges: [judge('mia', 'handed_in'), judge('leo', 'started')] },
      { done: 2, judges: [judge('mia', 'handed_in'), judge('ida', 'handed_in')] },
      { done: 0, judges: [judge('leo', 'not_started'), judge('ida', 'recused')] },
    ],
  } as unknown as StaffRound['coverage'];
  expect(unfinished({ coverage })).toEqual({ sheets: 2, started: 1, judges: 1, entries: 2 });
});
