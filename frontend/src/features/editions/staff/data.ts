import { ifMatch, Problem, request } from '~/api';
import * as api from '~/api/generated';
import {
  type EditionKey,
  listEditions,
  pathOf,
  type StaffEdition,
  zonedText,
} from '~/features/staff';
import type { WindowChange } from './window.svelte';

export type Difference = api.Difference;
export type EditionVersion = api.EditionVersion;
export type Preview = api.Preview;
export type StaffDocument = api.StaffDocument;
export type WindowPreview = api.WindowPreview;

/** What the page about dates and rules shows. */
export type EditionRules = StaffDocument & { facts: StaffEdition };

/** What has changed since the version somebody has. */
export type Since = Pick<EditionVersion, 'version'> & {
  versions: EditionVersion[];
  differences: Difference[];
};

export async function getRules(key: EditionKey, signal?: AbortSignal): Promise<EditionRules> {
  // The list has drafts, too, which the public page of an edition does not.
  const [document, editions] = await Promise.all([
    api.showDocument({ path: pathOf(key), signal }),
    listEditions(signal),
  ]);
  const facts = editions.find(
    (one) => one.programme === document.programme && one.edition === document.edition,
  );
  if (!facts) throw new Problem(404);
  return { ...document, facts };
}

/** The text of a document as its download and its editor have it. */
export const textOf = (document: Record<string, unknown>): string =>
  `${JSON.stringify(document, null, 2)}\n`;

/** What adding or replacing a document would come to. It goes as its text, for the sake of lines and columns. */
export const previewDocument = (text: string): Promise<Preview> =>
  api.previewDocument({ body: { document: text } });

/** Makes exactly the change that a preview has shown. */
export const takeDocument = (
  text: string,
  preview: Preview,
  reason: string,
): Promise<StaffDocument> =>
  preview.version === 0
    ? api.addEdition({ body: { document: text } })
    : api.replaceDocument({
        path: pathOf(preview),
        body: { document: text, confirm: preview.confirm, reason },
        headers: ifMatch(preview.version),
      });

/** A document that comes with the program, its dates ahead. */
export const getSample = async ({ programme, edition }: EditionKey): Promise<string> =>
  textOf((await api.showSample({ path: { programme, edition } })).document);

const moments = ({ from, to, zone, also, reason }: WindowChange): api.NewWindows => ({
  from: zonedText(from, zone),
  to: zonedText(to, zone),
  also,
  reason,
});

export const previewWindow = (
  key: EditionKey,
  version: number,
  change: WindowChange,
): Promise<WindowPreview> =>
  api.previewWindow({
    path: { ...pathOf(key), key: change.key },
    body: moments(change),
    headers: ifMatch(version),
  });

export const moveWindow = (
  key: EditionKey,
  version: number,
  change: WindowChange,
  confirm: string,
): Promise<StaffDocument> =>
  api.moveWindow({
    path: { ...pathOf(key), key: change.key },
    body: { ...moments(change), confirm },
    headers: ifMatch(version),
  });

const versionsOf = ({ programme, edition }: EditionKey): string =>
  `/api/staff/editions/${programme}/${edition}/versions`;

export const listVersions = (
  key: EditionKey,
  before?: number,
  signal?: AbortSignal,
): Promise<api.VersionPage> =>
  request('GET', `${versionsOf(key)}${before ? `?before=${before}` : ''}`, { signal });

export const getVersion = (
  key: EditionKey,
  version: number,
  against?: number,
  signal?: AbortSignal,
): Promise<api.VersionInFull> =>
  request('GET', `${versionsOf(key)}/${version}${against ? `?against=${against}` : ''}`, {
    signal,
  });

/** What the server found wrong with a document, in its words; empty when the problem is another one. */
export function documentFaults(error: unknown): string[] {
  if (!(error instanceof Problem)) return [];
  return error.errors.map((fault) => String(fault['detail'] ?? fault.code));
}
