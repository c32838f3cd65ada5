import { untrack } from 'svelte';
import { keepFocus } from './focus';

interface Options {
  /** Loads again when the person comes back to the page. */
  refresh?: boolean;
}

/**
 * Something loaded from the server: `new Resource(() => params.id, (id, signal) => getEntry(id, signal))`.
 * Made while a component is set up. Loads again when what `source` gives changes; keeps the old data meanwhile.
 */
export class Resource<T, S = unknown> {
  data = $state.raw<T>();
  error = $state.raw<unknown>();
  loading = $state(true);

  #source: S | undefined;
  #abort: AbortController | undefined;
  readonly #load: (source: S, signal: AbortSignal) => Promise<T>;

  constructor(
    source: () => S,
    load: (source: S, signal: AbortSignal) => Promise<T>,
    { refresh = false }: Options = {},
  ) {
    this.#load = load;
    $effect(() => {
      const next = source();
      untrack(() => void this.#run(next));
      return () => this.#abort?.abort();
    });
    if (refresh) {
      $effect(() => {
        const again = (): void => void this.reload();
        window.addEventListener('focus', again);
        return () => window.removeEventListener('focus', again);
      });
    }
  }

  /** Loads the same again, showing what is there meanwhile. */
  async reload(): Promise<void> {
    const focused = document.activeElement !== document.body;
    await this.#run(this.#source as S);
    // A button may go with the old data.
    if (focused) await keepFocus();
  }

  /** Puts in what an action answered, so that nothing has to be loaded. */
  set(data: T): void {
    this.#abort?.abort();
    this.data = data;
    this.error = undefined;
    this.loading = false;
  }

  async #run(source: S): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#source = source;
    this.loading = true;
    try {
      const data = await this.#load(source, abort.signal);
      if (abort.signal.aborted) return;
      this.data = data;
      this.error = undefined;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.error = error;
    }
    this.loading = false;
  }
}
