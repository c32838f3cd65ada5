/** A document read from a file, or why it could not be read. */
export type ReadDocument =
  { document: Record<string, unknown> } | { fault: 'not_json' | 'not_object' };

/** Reads a file as the document of an edition; whether it is a right one, the server says. */
export function readDocument(text: string): ReadDocument {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { fault: 'not_json' };
  }
  const isObject = typeof document === 'object' && document !== null && !Array.isArray(document);
  return isObject ? { document: document as Record<string, unknown> } : { fault: 'not_object' };
}

/** The zone a window is written in: "2023-07-01T00:00:00+02:00[Europe/Brussels]". */
export function zoneOf(local: string, otherwise: string): string {
  return /\[([^\]=]+)\]$/.exec(local)?.[1] ?? otherwise;
}
