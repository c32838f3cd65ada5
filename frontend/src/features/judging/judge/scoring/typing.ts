import { Digits } from '~/forms';
import type { Sheet } from '../sheet.svelte';

/** Digits that are typed anywhere on the page: each goes to the first criterion without a score. */
export class Typing {
  readonly #digits = new Digits();
  #last: string | undefined;

  /** The criterion and the score that a key gives; the second digit of a ten belongs to the criterion of the first. */
  key(event: KeyboardEvent, sheet: Sheet): { criterion: string; score: number } | undefined {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return undefined;
    if (event.target instanceof Element && event.target.closest(writing)) return undefined;
    const { min, max, step } = sheet.round.scale;
    const points = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) =>
      Number((min + i * step).toFixed(2)),
    );
    const score = this.#digits.type(event.key, event.timeStamp, points);
    if (score === undefined) return undefined;
    const criterion = this.#digits.joined ? this.#last : sheet.missing[0];
    this.#last = criterion;
    return criterion === undefined ? undefined : { criterion, score };
  }
}

/** Where a digit is text, or the key of something else. */
const writing = 'input, textarea, select, dialog, [contenteditable]';
