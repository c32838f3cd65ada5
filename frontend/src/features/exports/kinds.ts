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
] as const;

export type ExportKind = (typeof exportKinds)[number];

/** What the file is for: people pass spreadsheets on, scripts want nothing but the columns. */
export type Use = 'spreadsheet' | 'script';

/** Which tables hold scores, so that a copy names who took it. */
const withScores: readonly ExportKind[] = ['scores', 'results'];

/** Address of a table; `bom` tells spreadsheets at once that it is UTF-8. */
export function exportHref(edition: EditionKey, kind: ExportKind, use: Use): string {
  const address = staffApi(edition, 'exports', `${kind}.csv`);
  if (use === 'script') return address;
  return `${address}?bom=true${withScores.includes(kind) ? '&named=true' : ''}`;
}

/** The name under which it is kept. */
export function fileName(edition: EditionKey, kind: ExportKind): string {
  return `${edition.programme}-${edition.edition}-${kind}.csv`;
}
