import { untrack } from 'svelte';

/** A pause this long ends what is being typed. */
const pauseMs = 300;

/**
 * What stands in a search box, and in the address: the address follows the typing after a pause, and the
 * box follows the address when Back or a link changes it. Made while a component is set up.
 */
export class Search {
  typed = $state('');

  readonly #asked: string;
  readonly #ask: (text: string) => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(query: () => URLSearchParams, ask: (text: string) => Promise<void>) {
    this.#asked = $derived(query().get('q') ?? '');
    this.#ask = ask;
    // Before anything is drawn; what is being typed stays while only another filter changes.
    $effect.pre(() => {
      const asked = this.#asked;
      // The space before the next word is not in the address, and must not go from the box.
      if (asked !== untrack(() => this.typed.trim())) this.#put(asked);
    });
    $effect(() => () => clearTimeout(this.#timer));
  }

  /** After each letter. */
  wait = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), pauseMs);
  };

  /** At once, as with the Enter key. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    const text = this.typed.trim();
    if (text !== this.#asked) await this.#ask(text);
  }

  /** Forgets what is typed but not asked for yet. */
  clear(): void {
    this.#put('');
  }

  #put(text: string): void {
    clearTimeout(this.#timer);
    this.typed = text;
  }
}
