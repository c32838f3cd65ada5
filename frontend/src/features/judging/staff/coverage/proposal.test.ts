import { expect, it } from 'vitest';
import type { CoveredEntry, CoveringJudge, Panel, StaffRound } from '../data';
import { Picks } from './picks.svelte';
import { propose } from './proposal';

const has = (judge: string): CoveringJudge => ({
  assignment: `of ${judge}`,
  judge,
  name: judge,
  email: '',
  state: 'not_started',
});
const entry = (id: string, category: string, judges: string[] = []): CoveredEntry => ({
  id,
  title: id,
  organisation: '',
  category,
  assigned: judges.length,
  done: 0,
  judges: judges.map(has),
  below_minimum: judges.length < 2,
});
const panel = (category: string, judges: string[]): Panel => ({
  category,
  name: category,
  withheld: false,
  entries: 2,
  judges: judges.map((id) => ({ id, name: id, state: 'accepted' })),
});
const unfinished = { sheets: 0, started: 0, judges: 0, entries: 0 };
const round: Pick<StaffRound, 'panels' | 'coverage'> = {
  panels: [panel('care', ['anna', 'bo', 'cem']), panel('work', ['anna'])],
  coverage: { min_judges: 2, entries: 3, below_minimum: 3, assigned: 1, done: 0, unfinished },
};
const entries = [entry('first', 'care', ['anna']), entry('second', 'care'), entry('third', 'work')];
const load = (judge: string): number => ({ anna: 5, bo: 1 })[judge] ?? 0;
const pairs = (kind: 'panels' | 'minimum', picks: Picks): string[] =>
  propose(kind, round, entries, picks, load).map(({ entry, judge }) => `${entry} ${judge}`);

it('gives every entry to its whole panel, but for conflicts', () => {
  const picks = new Picks(
    () => entries,
    (pair) => pair === 'second bo',
  );
  expect(pairs('panels', picks)).toEqual([
    'first bo',
    'first cem',
    'second anna',
    'second cem',
    'third anna',
  ]);
});

it('fills up to the minimum with those who have the fewest', () => {
  const picks = new Picks(() => entries);
  expect(pairs('minimum', picks)).toEqual(['first cem', 'second bo', 'second cem', 'third anna']);
});

it('counts what is picked already', () => {
  const picks = new Picks(() => entries);
  picks.add([{ entry: 'second', judge: 'bo' }]);
  expect(pairs('minimum', picks)).toEqual(['first cem', 'second cem', 'third anna']);
});
