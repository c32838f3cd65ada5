/** How many rows a page of a list has. */
export const pageSize = 50;

/** The number of the page, from 1; the cursor itself does not tell. */
export function pageOf(query: URLSearchParams): number {
  const page = Number(query.get('page'));
  return query.get('after') && Number.isInteger(page) && page > 1 ? page : 1;
}

/** A change of the query that leads to the first page again. */
export function afresh(
  change: Record<string, string | undefined>,
): Record<string, string | undefined> {
  return { ...change, after: undefined, page: undefined };
}

/** Remembers which page led to which, because a cursor only leads on. */
export class Trail {
  readonly #before = new Map<string, string>();

  /** From the page that began at `from` one comes to the one that begins at `to`. */
  step(from: string | null, to: string): void {
    this.#before.set(to, from ?? '');
  }

  /** Where the page before began: '' for the first, which is also the way back when it is not known. */
  before(at: string): string {
    return this.#before.get(at) ?? '';
  }
}

/** The pages of lists this visit has seen. */
export const trail = new Trail();
