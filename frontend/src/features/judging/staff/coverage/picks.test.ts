import { describe, expect, it } from 'vitest';
import type { CoveredEntry, CoveringJudge, SheetState } from '../data';
import { Picks } from './picks.svelte';

const judge = (id: string, state: SheetState = 'not_started'): CoveringJudge => ({
  assignment: `assignment of ${id}`,
  judge: id,
  name: id,
  email: `${id}@example.org`,
  state,
});

const entry = (id: string, judges: CoveringJudge[]): CoveredEntry => ({
  id,
  title: id,
  organisation: '',
  category: 'c',
  assigned: judges.length,
  done: 0,
  judges,
  below_minimum: false,
});

function made(): { picks: Picks; first: CoveredEntry; second: CoveredEntry } {
  const first = entry('first', [judge('anna'), judge('bo', 'recused')]);
  const second = entry('second', []);
  return { picks: new Picks(() => [first, second]), first, second };
}

describe('pairs picked by hand', () => {
  it('are those that are there until something is picked', () => {
    const { picks, first, second } = made();
    expect(picks.has(first, 'anna')).toBe(true);
    expect(picks.has(second, 'anna')).toBe(false);
    expect(picks.changed).toBe(false);
  });

  it('tell what to make and what to take back', () => {
    const { picks, first, second } = made();
    picks.set(second, 'anna', true);
    picks.set(first, 'anna', false);
    expect(picks.added).toEqual([{ entry: 'second', judge: 'anna' }]);
    expect(picks.removed.map((one) => one.assignment)).toEqual(['assignment of anna']);
    expect(picks.count(first)).toBe(0);
    expect(picks.count(second)).toBe(1);
    expect(picks.more('anna')).toBe(0);
    picks.add([{ entry: 'first', judge: 'cem' }]);
    expect([picks.more('cem'), picks.more('first')]).toEqual([1, 0]);
  });

  it('are no change when they are picked and put back', () => {
    const { picks, first, second } = made();
    for (const one of [first, second]) {
      picks.set(one, 'anna', !picks.has(one, 'anna'));
      picks.set(one, 'anna', !picks.has(one, 'anna'));
    }
    expect(picks.changed).toBe(false);
  });

  it('leave out who declared a conflict', () => {
    const { picks, first } = made();
    expect(picks.barred(first, 'bo')).toBe(true);
    expect(picks.has(first, 'bo')).toBe(false);
    expect(picks.count(first)).toBe(1);
  });
});
