/** How long a second digit may take to belong to the first, in milliseconds. */
const together = 600;

/** Reads points that are typed on a scale: 1 and at once 0 is ten, and 1, later 0, is one and then nought. */
export class Digits {
  #typed = '';
  #at = 0;
  /** Whether the last point was made together with what was typed before. */
  joined = false;

  /** The point that a key gives, if it gives one. */
  type(key: string, at: number, points: readonly number[]): number | undefined {
    if (!/^[\d.,]$/.test(key)) return undefined;
    const before = at - this.#at <= together ? this.#typed : '';
    this.#at = at;
    const figure = key === ',' ? '.' : key;
    for (const typed of [before + figure, figure]) {
      this.#typed = typed;
      this.joined = typed.length > 1;
      if (!typed.endsWith('.') && points.includes(Number(typed))) return Number(typed);
      if (typed.length > 1 && typed.endsWith('.')) return undefined;
    }
    return undefined;
  }
}
