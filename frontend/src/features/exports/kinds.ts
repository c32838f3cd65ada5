import { type EditionKey, staffApi } from '~/features/staff';

/** The tables one can take away; names and columns stay the same from edition to edition. */
export const exportKinds = [
  'entries',
  'scores',
  'results',
  'judges',
  'contacts',
  'conflicts',
  'consents',
  'set_aside',
  'questions',
] as const;

export type ExportKind = (typeof exportKinds)[number];

/** What the file is for: people pass spreadsheets on, scripts want nothing but the columns. */
export type Use = 'spreadsheet' | 'script';

/** Which tables hold scores, so that a copy names who took it. */
const withScores: readonly ExportKind[] = ['scores', 'results', 'set_aside'];

const endings: Record<Use, string> = { spreadsheet: 'xlsx', script: 'csv' };

/** Address of a table: a workbook for spreadsheets, CSV for programs. */
export function exportHref(edition: EditionKey, kind: ExportKind, use: Use): string {
  const address = staffApi(edition, 'exports', `${kind}.${endings[use]}`);
  return use === 'spreadsheet' && withScores.includes(kind) ? `${address}?named=true` : address;
}

/** The name under which it is kept. */
export function fileName(edition: EditionKey, kind: ExportKind, use: Use): string {
  return `${edition.programme}-${edition.edition}-${kind}.${endings[use]}`;
}
