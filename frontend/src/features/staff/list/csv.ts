import type { Column } from '~/ui';

/** A text that a spreadsheet would read as a formula is marked as text. */
const safe = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text;
const quoted = (text: string): string => `"${safe(text).replaceAll('"', '""')}"`;

/** The rows as a table that spreadsheets read: RFC 4180, with the mark by which they know UTF-8. */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((column) => column.label),
    ...rows.map((row) => columns.map((column) => String(column.text?.(row) ?? ''))),
  ];
  return `\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** Gives a text to the person as a file. */
export function saveFile(name: string, text: string, type = 'text/csv'): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
