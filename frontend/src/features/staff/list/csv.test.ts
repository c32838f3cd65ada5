import { expect, it } from 'vitest';
import { csvOf } from './csv';

const columns = [
  { key: 'title', label: 'Entry', text: (row: { title: string; points: string }) => row.title },
  { key: 'points', label: 'Points', text: (row: { points: string }) => row.points },
  { key: 'none', label: 'Nothing' },
];

it('quotes every cell and ends every line as the standard says', () => {
  expect(csvOf(columns, [{ title: 'A "good" one,\nthen', points: '78.3' }])).toBe(
    '\uFEFF"Entry","Points","Nothing"\r\n"A ""good"" one,\nthen","78.3",""\r\n',
  );
});

it('lets no spreadsheet run what an entrant wrote', () => {
  const cell = (title: string): string | undefined =>
    csvOf(columns, [{ title, points: '-1.5' }]).split('\r\n')[1];
  expect(cell('=cmd()')).toBe(`"'=cmd()","-1.5",""`);
  expect(cell('@sum')).toContain(`"'@sum"`);
  expect(cell('-2+3')).toContain(`"'-2+3"`);
});
