import { expect, it } from 'vitest';
import { exportHref, fileName } from './kinds';

const edition = { programme: 'essa', edition: '2023' };

const exports = '/api/staff/editions/essa/2023/exports';

it('gives spreadsheets a byte order mark, and scores the name of who takes them', () => {
  expect(exportHref(edition, 'scores', 'spreadsheet')).toBe(
    `${exports}/scores.csv?bom=true&named=true`,
  );
  expect(exportHref(edition, 'results', 'spreadsheet')).toContain('&named=true');
  expect(exportHref(edition, 'judges', 'spreadsheet')).toBe(`${exports}/judges.csv?bom=true`);
});

it('gives scripts nothing but the columns', () => {
  expect(exportHref(edition, 'scores', 'script')).toBe(`${exports}/scores.csv`);
});

it('names the file after the edition', () => {
  expect(fileName(edition, 'results')).toBe('essa-2023-results.csv');
});
