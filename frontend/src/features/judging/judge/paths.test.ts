import { expect, it } from 'vitest';
import type { RoundKey } from './data';
import { listPath, onlyRound } from './paths';

const round = (round: string): RoundKey => ({ programme: 'essa', edition: '2027', round });

it('leads a judge of one round straight to the list, and lets others choose', () => {
  const only = onlyRound([round('shortlist')]);
  expect(only && listPath(only)).toBe('/judging/essa/2027/shortlist');
  expect(onlyRound([round('shortlist'), round('final')])).toBeUndefined();
  expect(onlyRound([])).toBeUndefined();
});
