/** A list narrowed to something. */
export interface ListView {
  name: string;
  /** What of the address makes it so: the part after the question mark. */
  query: string;
  count?: number;
}

/** What of an address makes a view: its filters, its search and, unless it is the usual one, its order. */
export function viewOf(
  query: URLSearchParams,
  filters: readonly string[],
  standardSort?: string,
): string {
  const view = new URLSearchParams();
  for (const name of [...filters, 'q', 'sort'].toSorted()) {
    const value = query.get(name);
    if (value && !(name === 'sort' && value === standardSort)) view.set(name, value);
  }
  return view.toString();
}

/** The view without what it says twice, and in the order in which addresses are compared. */
export const plainView = (view: string, filters: readonly string[]): string =>
  viewOf(new URLSearchParams(view), filters);
