import { expect, it } from 'vitest';
import { exportHref, fileName } from './kinds';

const edition = { programme: 'essa', edition: '2023' };

it('addresses a table with or without a byte order mark', () => {
  expect(exportHref(edition, 'scores', true)).toBe(
    '/api/staff/editions/essa/2023/exports/scores.csv?bom=true',
  );
  expect(exportHref(edition, 'scores', false)).toBe(
    '/api/staff/editions/essa/2023/exports/scores.csv?bom=false',
  );
});

it('names the file after the edition', () => {
  expect(fileName(edition, 'results')).toBe('essa-2023-results.csv');
});
