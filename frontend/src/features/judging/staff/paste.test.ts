import { describe, expect, it } from 'vitest';
import { readPasted } from './paste';

const read = (text: string, present: string[] = []): object[] => readPasted(text, present);

describe('pasted addresses', () => {
  it('are read as mail programs write them', () => {
    expect(read('Anna Kowalska <anna@example.org>; "Jens Lind" <jl@example.se>')).toEqual([
      { line: 1, email: 'anna@example.org', name: 'Anna Kowalska' },
      { line: 1, email: 'jl@example.se', name: 'Jens Lind' },
    ]);
  });

  it('are read as spreadsheets write them, with organisation and country', () => {
    expect(read('anna@example.org\tAnna Kowalska\tMOPS Gdynia\tpl')).toEqual([
      {
        line: 1,
        email: 'anna@example.org',
        name: 'Anna Kowalska',
        organisation: 'MOPS Gdynia',
        country: 'PL',
      },
    ]);
    expect(read('Anna Kowalska;anna@example.org;MOPS Gdynia')).toMatchObject([
      { name: 'Anna Kowalska', organisation: 'MOPS Gdynia' },
    ]);
  });

  it('give a name when there is none beside them', () => {
    expect(read('anna.kowalska2@example.org')).toMatchObject([{ name: 'Anna Kowalska' }]);
  });

  it('are refused line by line: without an address, twice, or a judge already', () => {
    const lines = read('Anna\n\na@example.org\nA@EXAMPLE.org\nj@example.org', ['J@example.org']);
    expect(lines).toMatchObject([
      { line: 1, fault: 'no_address' },
      { line: 3 },
      { line: 4, fault: 'twice' },
      { line: 5, fault: 'judge_already' },
    ]);
    expect(lines[1]).not.toHaveProperty('fault');
  });

  it('are refused line by line where the server would refuse them all', () => {
    const name = 'ñ'.repeat(120);
    const organisation = '\u{20BB7}'.repeat(200);
    const lines = read(
      [
        `a@example.org, ${name}, ${organisation}, xk`,
        `b@example.org, ${name}x`,
        `c@example.org, Cleo, ${organisation}x`,
        'd@example.org, Dora, Org, ZZ',
        'e@example.org, Emil, Org, Poland',
      ].join('\n'),
    );
    expect(lines[0]).toEqual({
      line: 1,
      email: 'a@example.org',
      name,
      organisation,
      country: 'XK',
    });
    expect(lines.slice(1)).toMatchObject([
      { line: 2, fault: 'long_name' },
      { line: 3, fault: 'long_organisation' },
      { line: 4, fault: 'unknown_country' },
      { line: 5, fault: 'unknown_country' },
    ]);
  });

  it('are none in an empty text', () => {
    expect(read(' \n\n ')).toEqual([]);
  });
});
