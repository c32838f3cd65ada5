import type { Attachment } from 'svelte/attachments';
import { on } from 'svelte/events';

export interface Column<Row> {
  key: string;
  label: string;
  sortable?: boolean;
  align?: 'start' | 'end';
  /** The cell that names the row. */
  rowHeader?: boolean;
  /** Plain content; without it, or where it is `drawn`, the table's `cell` snippet draws the cell. */
  text?: (row: Row) => string | number;
  drawn?: boolean;
  /** Not shown until somebody chooses it. */
  extra?: boolean;
  /** As wide as what it holds, or a share of what the others leave; what does not fit ends in "…". */
  width?: 'fit' | 'share' | 'more' | 'wide';
  /** Names its cells for the rules of the page. */
  class?: string;
  /** Where the table is narrow: a line with its label, beside others without one, or not at all. */
  narrow?: 'label' | 'plain' | 'none';
}

/** The order that a press on a column asks for: "title" ascending, "-title" descending. */
export function direction(
  sort: string | undefined,
  key: string,
): 'ascending' | 'descending' | undefined {
  if (sort === key) return 'ascending';
  return sort === `-${key}` ? 'descending' : undefined;
}

/** The selection after rows were chosen or not; those of other pages stay in it. */
export function choose(
  selected: readonly string[],
  keys: readonly string[],
  on: boolean,
): string[] {
  const others = selected.filter((one) => !keys.includes(one));
  return on ? [...others, ...keys] : others;
}

/** The rows from one to another, whichever comes first; only the last where the first is not here. */
export function between(keys: readonly string[], from: string | undefined, to: string): string[] {
  const [a, b] = [keys.indexOf(from ?? to), keys.indexOf(to)];
  return a < 0 ? [to] : keys.slice(Math.min(a, b), Math.max(a, b) + 1);
}

interface Keys {
  /** Space, with Shift from the row that was chosen last; absent where nothing can be selected. */
  toggle?: (row: number, range: boolean) => void;
  /** Ctrl A. */
  all?: () => void;
}

const reachable = 'a[href], button, input, select';

/** The keys of a table, which are its own only while the focus is inside. */
export const tableKeys =
  (keys: () => Keys): Attachment<HTMLElement> =>
  (table) =>
    on(table, 'keydown', (event) => {
      const target = event.target;
      if (event.defaultPrevented || event.altKey || !(target instanceof HTMLElement)) return;
      const box = target instanceof HTMLInputElement && target.type === 'checkbox';
      if (target.matches('textarea, select') || (target.matches('input') && !box)) return;
      if (act(event, table, target, keys())) event.preventDefault();
    });

/** True when the key was one of the table's. */
function act(event: KeyboardEvent, table: HTMLElement, target: HTMLElement, keys: Keys): boolean {
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tr[data-row]')];
  const row = target.closest('tr');
  const at = rows.findIndex((one) => one === row);
  const box = target.matches('input');
  const command = event.ctrlKey || event.metaKey;
  const go = (to: number): boolean => focusIn(rows[to], target.closest('td, th'));
  if (command) return event.key.toLowerCase() === 'a' && keys.all ? (keys.all(), true) : false;
  switch (event.key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return at > 0 && go(at - 1);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case ' ':
      // Boxes and buttons do it by themselves.
      if (at < 0 || box || target.matches('button') || !keys.toggle) return false;
      keys.toggle(at, event.shiftKey);
      return true;
    case 'Enter':
      if (at < 0 || !box) return false;
      row?.querySelector<HTMLElement>('th a')?.click();
      return true;
    default:
      return false;
  }
}

/** The same column, or the name of the row where there is nothing to reach. */
function focusIn(row: HTMLTableRowElement | undefined, like: HTMLTableCellElement | null): boolean {
  const cell = like ? row?.cells[like.cellIndex] : undefined;
  const found = cell?.querySelector<HTMLElement>(reachable);
  const to = found ?? row?.querySelector<HTMLElement>(`th :is(${reachable})`);
  (to ?? row?.querySelector<HTMLElement>(reachable))?.focus();
  return row !== undefined;
}
