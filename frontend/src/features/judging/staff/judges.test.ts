import { describe, expect, it } from 'vitest';
import type { Judge } from './data';
import { narrowJudges } from './list';
import { entryLabels, isBehind, judgeLabel, judgeNotes, sortJudges } from './judges';

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
    complete: 0,
    handed_in: 0,
    behind: false,
    conflicts: 0,
    ...change,
  };
}

interface Named {
  id: string;
  title: string;
  organisation: string;
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
    expect(isBehind(judge('Anna', { state: 'removed', assigned: 2 }))).toBe(false);
  });
});

describe('the list of judges', () => {
  it('shows those who will not finish at their pace', () => {
    const all = [judge('Anna', { behind: true }), judge('Bo'), judge('Cleo', { handed_in: 10 })];
    const found = (work: string): string[] =>
      names(narrowJudges(all, new URLSearchParams({ work })));
    expect(found('slow')).toEqual(['Anna']);
    expect(found('behind')).toEqual(['Anna', 'Bo']);
    expect(found('done')).toEqual(['Cleo']);
  });
});

describe('names in choices', () => {
  it('tell two judges of one name apart', () => {
    const anna = judge('Anna', { id: '1', email: 'anna@a.example' });
    const other = judge('Anna', { id: '2', email: 'anna@b.example' });
    const all = [anna, other, judge('Bo')];
    expect(all.map((one) => judgeLabel(one, all))).toEqual([
      'Anna (anna@a.example)',
      'Anna (anna@b.example)',
      'Bo',
    ]);
  });

  it('tell judges apart by where they work, or else by address', () => {
    const all = [
      judge('Anna', { id: '1', organisation: 'City of Graz' }),
      judge('Anna', { id: '2', organisation: 'City of Gent' }),
      judge('Bo', { id: '3', organisation: 'City of Riga', email: 'bo@a.example' }),
      judge('Bo', { id: '4', organisation: 'City of Riga', email: 'bo@b.example' }),
      judge('Cleo', { organisation: 'City of Riga' }),
    ];
    expect([...judgeNotes(all)]).toEqual([
      ['1', 'City of Graz'],
      ['2', 'City of Gent'],
      ['3', 'bo@a.example'],
      ['4', 'bo@b.example'],
    ]);
  });

  it('tell two entries of one title apart', () => {
    const entry = (id: string, title: string, organisation: string): Named => ({
      id,
      title,
      organisation,
    });
    const labels = entryLabels([
      entry('1', 'Doors', 'Osijek'),
      entry('2', 'Doors', 'Gent'),
      entry('aaaaaaaabb', 'Doors', 'Riga'),
      entry('ccccccccdd', 'Doors', 'Riga'),
      entry('5', 'Coffee', 'Riga'),
    ]);
    expect([...labels.values()]).toEqual([
      'Doors (Osijek)',
      'Doors (Gent)',
      'Doors (Riga) aaaaaaaa',
      'Doors (Riga) cccccccc',
      'Coffee',
    ]);
  });
});
