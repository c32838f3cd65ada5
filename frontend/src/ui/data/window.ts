/** Which rows of a long list are drawn, and the room of those that are not. */
export interface Drawn {
  first: number;
  /** One past the last. */
  end: number;
  above: number;
  below: number;
}

/** Rows whose room touches what is seen, and some beyond so that scrolling shows no gap. */
export function drawn(
  heights: readonly number[],
  top: number,
  seen: number,
  beyond: number,
): Drawn {
  const [from, to] = [top - beyond, top + seen + beyond];
  let at = 0;
  let above = 0;
  let first = 0;
  let end = 0;
  let shown = 0;
  for (const height of heights) {
    if (at + height < from) {
      first += 1;
      above += height;
    } else if (at <= to) shown += 1;
    at += height;
    if (at <= to || shown > 0) end = first + shown;
  }
  const inside = heights.slice(first, end).reduce((sum, height) => sum + height, 0);
  return { first, end, above, below: Math.max(0, at - above - inside) };
}
