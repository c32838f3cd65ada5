import { describe, expect, it } from 'vitest';
import type { Judge } from './data';
import { isBehind, sortJudges } from './judges';

function judge(name: string, change: Partial<Judge> = {}): Judge {
  return {
    id: name,
    name,
    email: `${name}@example.org`,
    state: 'accepted',
    organisation: '',
    country: '',
    panels: [],
    assigned: 10,
    done: 0,
    handed_in: 0,
    conflicts: 0,
    ...change,
  };
}

const names = (judges: Judge[]): string[] => judges.map((one) => one.name);

describe('judges in a table', () => {
  it('are ordered by their share handed in, those without entries last', () => {
    const list = [
      judge('Anna', { handed_in: 9 }),
      judge('Bo', { assigned: 0 }),
      judge('Cleo', { handed_in: 2, assigned: 20 }),
    ];
    expect(names(sortJudges(list, 'progress'))).toEqual(['Cleo', 'Anna', 'Bo']);
    expect(names(sortJudges(list, '-progress'))).toEqual(['Bo', 'Anna', 'Cleo']);
  });

  it('keep the order of names where they are equal', () => {
    expect(names(sortJudges([judge('Cleo'), judge('Anna')], '-state'))).toEqual(['Anna', 'Cleo']);
  });

  it('are reminded while something is left to do', () => {
    expect(isBehind(judge('Anna', { handed_in: 9 }))).toBe(true);
    expect(isBehind(judge('Anna', { handed_in: 10 }))).toBe(false);
    expect(isBehind(judge('Anna', { state: 'invited', assigned: 0 }))).toBe(true);
    expect(isBehind(judge('Anna', { state: 'declined' }))).toBe(false);
  });
});
