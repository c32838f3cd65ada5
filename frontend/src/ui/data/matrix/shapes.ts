import type { Piece } from './grid';

/** What a cell shows, from nothing to what cannot be. */
export type Sign = 'none' | 'open' | 'half' | 'full' | 'add' | 'take' | 'barred';

export interface MatrixCell {
  sign: Sign;
  /** The cell in words, with its row and its column. */
  label: string;
  /** Whether it is ticked, where cells are. */
  checked?: boolean;
  /** Cannot be ticked. */
  locked?: boolean;
}

export interface MatrixRow {
  id: string;
  name: string;
  /** Tells two of one name apart. */
  note?: string;
  href?: string;
  sum: string;
  /** The sum is too small. */
  lack: boolean;
}

export interface MatrixColumn {
  id: string;
  name: string;
  /** Tells two of one name apart. */
  note?: string;
  /** How many the column has, and of them those that are done. */
  load: number;
  done: number;
  /** The same in words. */
  loadText: string;
}

/** Heads of the names and the sums, and the name of the line of loads. */
export interface MatrixHeads {
  name: string;
  sum: string;
  load: string;
  /** A line over the loads, such as an equal share of all there is. */
  line?: { at: number; text: string };
}

/** Lines before the first row, and columns before the first column. */
export const before = 2;

export const named = ({ name, note }: { name: string; note?: string }): string =>
  note ? `${name} (${note})` : name;

/** Tells the styles numbers; the content security policy allows no attribute for it. */
export const counts =
  (numbers: Record<string, number>) =>
  (node: HTMLElement): void => {
    for (const [name, count] of Object.entries(numbers))
      node.style.setProperty(`--${name}`, String(count));
  };

/** Tells the room in a row how wide it is: said once for all rows, every cell would be styled anew. */
export const rooms =
  (across: readonly Piece[]) =>
  (row: HTMLElement): void => {
    for (const { key, room } of across) {
      const place = room ? row.querySelector<HTMLElement>(`.${key}`) : undefined;
      if (place) counts({ n: room })(place);
    }
  };
