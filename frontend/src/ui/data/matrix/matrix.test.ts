import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import Matrix from './Matrix.svelte';
import type { MatrixCell, MatrixColumn, MatrixRow } from './shapes';

const rows = Array.from({ length: 2000 }, (_, i): MatrixRow => ({
  id: `r${i}`,
  name: `Row ${i}`,
  sum: '3',
  lack: i === 1,
}));
const columns = Array.from({ length: 60 }, (_, i): MatrixColumn => ({
  id: `c${i}`,
  name: `Column ${i}`,
  load: i,
  done: 0,
  loadText: `${i} of 9`,
  ...(i === 1 && { note: 'the other' }),
}));
const cell = (row: MatrixRow, column: MatrixColumn): MatrixCell => ({
  sign: row.id === 'r0' && column.id === 'c0' ? 'full' : 'none',
  label: `${row.name}, ${column.name}`,
  checked: row.id === 'r0' && column.id === 'c0',
});
const props = {
  caption: 'Who has what',
  rows,
  columns,
  heads: { name: 'Row', sum: 'Sum', load: 'Load' },
  words: { full: 'Done' },
  cell,
};
const drawn = (more = {}): string =>
  // Marks of the compiler.
  render(Matrix<MatrixRow, MatrixColumn>, { props: { ...props, ...more } }).body.replaceAll(
    /<!--.*?-->/g,
    '',
  );
const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

it('draws the cells that are seen of all it has, and says how many there are', () => {
  const text = drawn();
  expect(text).toContain('aria-rowcount="2002"');
  expect(text).toContain('aria-colcount="62"');
  expect(text).toMatch(
    /role="grid"[^>]*aria-label="Who has what"|aria-label="Who has what"[^>]*role="grid"/,
  );
  expect(count(text, /role="gridcell"/g)).toBeLessThan(2000);
  expect(count(text, /role="rowheader"/g)).toBeLessThan(40);
});

it('numbers rows and columns, head and names first', () => {
  const text = drawn();
  expect(text).toMatch(
    /role="row" class="row[^"]*" aria-rowindex="1"[^>]*> *<div role="columnheader"[^>]*aria-colindex="1"/,
  );
  expect(text).toMatch(
    /role="row" class="row[^"]*" aria-rowindex="3"[^>]*> *<div role="rowheader"[^>]*aria-colindex="1"[^>]*><span[^>]*>Row 0</,
  );
  expect(text).toMatch(/aria-colindex="3"[^>]*aria-label="Row 0, Column 0"/);
  expect(text).toContain('aria-label="Column 1 (the other)"');
});

it('has one tab stop, the first cell', () => {
  const text = drawn();
  expect(count(text, /tabindex="0"/g)).toBe(1);
  expect(text).toMatch(/aria-label="Row 0, Column 0" tabindex="0"/);
});

it('is read-only, or a checkbox in each cell', () => {
  expect(drawn()).toContain('aria-readonly="true"');
  const ticking = drawn({ ontoggle: () => {} });
  expect(ticking).not.toContain('aria-readonly');
  expect(ticking).toMatch(/role="checkbox" aria-checked="true" aria-label="Row 0, Column 0"/);
  expect(ticking).toMatch(/role="checkbox" aria-checked="false" aria-label="Row 0, Column 1"/);
});

it('may be empty', () => {
  expect(drawn({ rows: [], columns: [] })).toContain('aria-rowcount="2"');
});
