import { ifMatch, Problem } from '~/api';
import * as api from '~/api/generated';
import { type EditionFacts, type EditionKey, getFacts, pathOf, zonedText } from '~/features/staff';

/** An edition's document with the version one is looking at. */
export interface StaffDocument {
  version: number;
  form_version: number;
  document: Record<string, unknown>;
}

/** What the page about dates and rules shows. */
export interface EditionRules extends StaffDocument {
  facts: EditionFacts;
}

/** One thing that is wrong with a document. */
export interface DocumentFault {
  /** Where: "rounds/0/criteria/1/weight". */
  path: string;
  message: string;
}

export async function getRules(key: EditionKey, signal?: AbortSignal): Promise<EditionRules> {
  const [document, facts] = await Promise.all([
    api.showDocument({ path: pathOf(key), signal }),
    getFacts(key, signal),
  ]);
  return { ...document, facts };
}

export const replaceDocument = (
  key: EditionKey,
  version: number,
  document: Record<string, unknown>,
): Promise<StaffDocument> =>
  api.replaceDocument({ path: pathOf(key), body: { document }, headers: ifMatch(version) });

/** Adds an edition; the same document again changes nothing. */
export const addEdition = (document: Record<string, unknown>): Promise<StaffDocument> =>
  api.addEdition({ body: { document } });

/** Which edition a document is of. */
export function keyOf({ document }: StaffDocument): EditionKey {
  const slug = (part: unknown): string => String((part as { slug?: unknown }).slug ?? '');
  return { programme: slug(document['programme']), edition: slug(document['edition']) };
}

/** Sets a window; times go with their zone, so that everybody reads the same wall clock. */
export const moveWindow = (
  key: EditionKey,
  version: number,
  window: { key: string; from: Date; to: Date; zone: string },
): Promise<StaffDocument> =>
  api.moveWindow({
    path: { ...pathOf(key), key: window.key },
    body: { from: zonedText(window.from, window.zone), to: zonedText(window.to, window.zone) },
    headers: ifMatch(version),
  });

/** What the server found wrong with a document; empty when the problem is another one. */
export function documentFaults(error: unknown): DocumentFault[] {
  if (!(error instanceof Problem)) return [];
  return error.errors.map((fault) => ({
    path: fault.pointer.replace(/^\/document\/?/, ''),
    message: String(fault['detail'] ?? fault.code),
  }));
}
