import { untrack } from 'svelte';
import { type CoveredEntry, type JudgeLoad, noLoads, type Sought } from '../data';

export interface CoveragePart {
  entries: CoveredEntry[];
  loads: ReadonlyMap<string, JudgeLoad>;
  /** Where the next part begins; absent in the last. */
  next?: string;
}

type Read = (
  sought: Sought,
  after: string | undefined,
  signal: AbortSignal,
) => Promise<CoveragePart>;

/** Entries of a round with who covers them: read part by part, as far as they are looked at. */
export class Covered {
  data = $state.raw<readonly CoveredEntry[]>();
  /** What each judge has, of all entries in the category. */
  loads = $state.raw(noLoads);
  error = $state.raw<unknown>();
  /** Nothing is left to read. */
  whole = $state(false);

  #sought: Sought = {};
  #wanted = 1;
  #next: string | undefined;
  #abort = new AbortController();
  #reading: Promise<void> | undefined;
  readonly #known: Record<string, CoveredEntry> = {};
  readonly #read: Read;

  /** Made while a component is set up; nothing is read while the source gives nothing. */
  constructor(source: () => Sought | undefined, read: Read) {
    this.#read = read;
    $effect(() => {
      const wanted = source();
      if (wanted) untrack(() => void this.#begin(wanted, 1));
      return () => this.#abort.abort();
    });
  }

  /** All that were ever read, also of another category. */
  get known(): CoveredEntry[] {
    return Object.values(this.#known);
  }

  /** Reads on until so many are there. */
  need(count: number): void {
    if (count <= this.#wanted) return;
    this.#wanted = count;
    void this.#on();
  }

  /** Reads what is left. */
  async all(): Promise<readonly CoveredEntry[]> {
    this.need(Infinity);
    await this.#on();
    return this.data ?? [];
  }

  /** All of the category, whatever else is looked for. */
  async everything(): Promise<readonly CoveredEntry[]> {
    const { category, q, few_judges } = this.#sought;
    if (!q && !few_judges) return this.all();
    const found: CoveredEntry[] = [];
    let after: string | undefined;
    do {
      const part = await this.#read({ category }, after, new AbortController().signal);
      this.#keep(part.entries);
      found.push(...part.entries);
      after = part.next;
    } while (after);
    return found;
  }

  /** The same again; what is there stays until then. */
  async reload(): Promise<void> {
    await this.#begin(this.#sought, Math.max(1, this.data?.length ?? 0));
  }

  #keep(entries: readonly CoveredEntry[]): void {
    for (const entry of entries) this.#known[entry.id] = entry;
  }

  async #begin(sought: Sought, wanted: number): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#sought = sought;
    this.#wanted = wanted;
    this.#next = undefined;
    this.whole = false;
    this.#reading = undefined;
    await this.#on([]);
  }

  async #on(from?: readonly CoveredEntry[]): Promise<void> {
    const have = from ?? this.data ?? [];
    if (!this.whole && have.length < this.#wanted)
      this.#reading ??= this.#run(this.#abort.signal, have);
    await this.#reading;
  }

  async #run(signal: AbortSignal, from: readonly CoveredEntry[]): Promise<void> {
    let found = from;
    try {
      while (!this.whole && found.length < this.#wanted) {
        const part = await this.#read(this.#sought, this.#next, signal);
        if (signal.aborted) return;
        this.#keep(part.entries);
        found = [...found, ...part.entries];
        this.#next = part.next;
        this.whole = part.next === undefined;
        this.loads = part.loads;
        // What is read again replaces what is there when all of it is here.
        if (this.whole || found.length >= Math.min(this.#wanted, this.data?.length ?? 0))
          this.data = found;
        this.error = undefined;
      }
    } catch (error) {
      if (!signal.aborted) this.error = error;
    } finally {
      if (!signal.aborted) this.#reading = undefined;
    }
  }
}
