import type { Section } from '~/features/editions';
import { announce } from '~/shell';
import { changeWords } from '../progress/asked';

/** Which questions of the form are asked while someone writes: answers let others come and go. */
export class Asked {
  /** Those that are not. */
  not = $state.raw<string[]>([]);
  /** Those that came since the page was opened. */
  came = $state.raw<readonly string[]>([]);
  /** What changed last, in words, and the answer that did it. */
  told = $state.raw<{ by: string | undefined; words: string }>();
  readonly #sections: Section[];

  constructor(sections: Section[], not: string[]) {
    this.#sections = sections;
    this.not = not;
  }

  has(field: string): boolean {
    return !this.not.includes(field);
  }

  /** Takes what is not asked now, tells what that changes, and gives what has come. */
  set(not: string[], isAnswered: (field: string) => boolean, by?: string): readonly string[] {
    const before = this.not;
    const words = changeWords(this.#sections, before, not, isAnswered);
    const came = before.filter((key) => !not.includes(key));
    this.not = not;
    if (!words) return came;
    this.came = [...this.came.filter((key) => !not.includes(key)), ...came];
    this.told = { by, words };
    announce(words);
    return came;
  }
}
