import { expect, it } from 'vitest';
import { exportHref, fileName } from './kinds';

const edition = { programme: 'essa', edition: '2023' };

const exports = '/api/staff/editions/essa/2023/exports';

it('gives spreadsheets a workbook, and scores the name of who takes them', () => {
  expect(exportHref(edition, 'scores', 'spreadsheet')).toBe(`${exports}/scores.xlsx?named=true`);
  expect(exportHref(edition, 'results', 'spreadsheet')).toContain('?named=true');
  expect(exportHref(edition, 'judges', 'spreadsheet')).toBe(`${exports}/judges.xlsx`);
});

it('gives scripts nothing but the columns', () => {
  expect(exportHref(edition, 'scores', 'script')).toBe(`${exports}/scores.csv`);
});

it('names the file after the edition', () => {
  expect(fileName(edition, 'results', 'script')).toBe('essa-2023-results.csv');
  expect(fileName(edition, 'results', 'spreadsheet')).toBe('essa-2023-results.xlsx');
});
