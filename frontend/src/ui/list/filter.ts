import { fmt, messages } from '~/text';

/** What a list can be narrowed by. Where the choice is kept is the page's affair. */
export interface Filter {
  key: string;
  label: string;
  options: readonly { value: string; label: string }[];
  /** It can leave out what it names instead: "-draft". */
  not?: boolean;
  /** A day, "2023-06-30"; the label leads to it: "Submitted from". */
  day?: boolean;
}

const plain = (value: string): string => value.replace(/^-/, '');

/** Whether a value names what is left out. */
export const leavesOut = (value = ''): boolean => value.startsWith('-');

/** The same values, to be shown or to be left out; an address may hold several. */
export const turned = (value: string, out: boolean): string =>
  value
    .split(',')
    .map((one) => (out ? '-' : '') + plain(one))
    .join(',');

/** What leads to the value: "State is", "State is not", "Submitted from". */
export function leadOf({ label, day }: Filter, out: boolean): string {
  const t = messages('lists');
  return day ? label : t(out ? 'filter.is_not' : 'filter.is', { name: label });
}

/** The value in words. */
export function wordsOf(filter: Filter, value: string): string {
  if (filter.day) return Number.isNaN(Date.parse(value)) ? value : fmt.date(value, 'UTC');
  const labelOf = (one: string): string =>
    filter.options.find((option) => option.value === one)?.label ?? one;
  return fmt.list(value.split(',').map((one) => labelOf(plain(one))));
}

/** What an address is narrowed by, in words: "State is Draft". */
export const saidOf = (
  filters: readonly Filter[],
  query: URLSearchParams,
): { key: string; said: string }[] =>
  filters.flatMap((filter) => {
    const value = query.get(filter.key);
    if (!value) return [];
    const said = `${leadOf(filter, leavesOut(value))} ${wordsOf(filter, value)}`;
    return [{ key: filter.key, said }];
  });
