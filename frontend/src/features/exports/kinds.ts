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

/** Address of a table; with `bom` spreadsheets see at once that it is UTF-8. */
export function exportHref(edition: EditionKey, kind: ExportKind, bom: boolean): string {
  return `${staffApi(edition, 'exports', `${kind}.csv`)}?bom=${bom}`;
}

/** The name under which it is kept. */
export function fileName(edition: EditionKey, kind: ExportKind): string {
  return `${edition.programme}-${edition.edition}-${kind}.csv`;
}
