/** Something drawn along one side of a grid: a line by its index, or the room of lines that are not drawn. */
export interface Piece {
  key: string;
  /** -1 for room. */
  index: number;
  /** Lines in the room, of which there are three at most: `room0`, `room1`, `room2`. */
  room: number;
}

/** The first line to draw of those that are all as long as each other; changes once in `step` lines. */
export const firstSeen = (at: number, size: number, beyond: number, step: number): number =>
  Math.max(0, Math.floor((at / size - beyond) / step) * step);

/** One past the last line to draw. */
export const endSeen = (
  at: number,
  seen: number,
  size: number,
  count: number,
  beyond: number,
  step: number,
): number => Math.min(count, Math.ceil(((at + seen) / size + beyond) / step) * step);

/** The lines from `first` to `end` and the one with the tab stop, wherever that is, with room between them. */
export function pieces(first: number, end: number, keep: number, count: number): Piece[] {
  const lines = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
  if (keep >= 0 && keep < count) {
    if (keep < first) lines.unshift(keep);
    else if (keep >= end) lines.push(keep);
  }
  const found: Piece[] = [];
  let [next, rooms] = [0, 0];
  const leave = (to: number): void => {
    if (to > next) found.push({ key: `room${rooms++}`, index: -1, room: to - next });
  };
  for (const index of lines) {
    leave(index);
    found.push({ key: String(index), index, room: 0 });
    next = index + 1;
  }
  leave(count);
  return found;
}

/** A place in a grid, head and names included. */
export interface Place {
  row: number;
  column: number;
}

/** Where a key leads; nothing when it is not one of the grid's. */
export function moved(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  { row, column }: Place,
  rows: number,
  columns: number,
  page: number,
): Place | undefined {
  if (altKey) return undefined;
  const whole = ctrlKey || metaKey;
  const to = (row: number, column: number): Place => ({
    row: Math.min(Math.max(row, 0), rows - 1),
    column: Math.min(Math.max(column, 0), columns - 1),
  });
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'Home':
      return to(whole ? 0 : row, 0);
    case 'End':
      return to(whole ? rows - 1 : row, columns - 1);
    case 'PageUp':
      return to(row - page, column);
    case 'PageDown':
      return to(row + page, column);
    default:
      return undefined;
  }
}
