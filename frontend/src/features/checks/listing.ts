import { pageSize } from '~/features/staff';

/** What of the address decides which entries are shown. */
export const filters = [
  'q',
  'state',
  'category',
  'country',
  'kind',
  'submitted_from',
  'submitted_to',
  'few_judges',
  'unclean_files',
  'not_accepted',
] as const;

export const standardSort = '-submitted';

/** The request for the entries an address asks for. */
export function requestOf(query: URLSearchParams): Record<string, string | undefined> {
  const given = Object.fromEntries(
    [...filters, 'after'].map((name) => [name, query.get(name) || undefined]),
  );
  return { ...given, sort: query.get('sort') || standardSort, limit: String(pageSize) };
}

/** Those that wait for a check, the oldest first. */
export const standardQueue = 'state=submitted&sort=submitted';

/** The queue an entry is in: the list one came from, where that is some work; else those that wait. */
export function queueQuery(list = ''): Record<string, string> {
  const query = new URLSearchParams(list.split('?')[1]);
  const work = ['state', 'few_judges', 'unclean_files', 'not_accepted'].some((name) =>
    query.get(name),
  );
  const left = work ? query : new URLSearchParams(standardQueue);
  const names = [...filters, 'sort'];
  return Object.fromEntries([...left].filter(([name, value]) => value && names.includes(name)));
}

export const isStandard = (queue: Record<string, string>): boolean =>
  queue['state'] === 'submitted' && Object.keys(queue).every((name) => /^(state|sort)$/.test(name));

/** True where a list shows all that waits for a check, and nothing else. */
export const isToCheck = (query: URLSearchParams): boolean =>
  filters.every((name) => (query.get(name) ?? '') === (name === 'state' ? 'submitted' : ''));

/** True when a filter or a search narrows the list. */
export function narrowed(query: URLSearchParams): boolean {
  return filters.some((name) => query.get(name));
}

/** What is in either list, once. */
export const union = (a: readonly string[], b: readonly string[]): string[] => [
  ...new Set([...a, ...b]),
];
