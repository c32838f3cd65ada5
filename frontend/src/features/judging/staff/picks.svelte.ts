import type { CoveredEntry, CoveringJudge, Pair } from './data';
import { placeOf } from './judges';

const nameOf = (entry: string, judge: string): string => `${entry} ${judge}`;

/** Pairs of entry and judge while they are picked by hand: what is, and what shall be. */
export class Picks {
  /** Only what differs from the present state. */
  #wishes = $state.raw<Readonly<Record<string, boolean>>>({});
  /** How many judges more, or fewer, an entry shall have. */
  readonly #more = $derived.by(() => {
    const more: Record<string, number> = {};
    for (const [name, wanted] of Object.entries(this.#wishes)) {
      const [entry = ''] = name.split(' ');
      more[entry] = (more[entry] ?? 0) + (wanted ? 1 : -1);
    }
    return more;
  });
  readonly #entries: () => readonly CoveredEntry[];

  constructor(entries: () => readonly CoveredEntry[]) {
    this.#entries = entries;
  }

  /** The judge's present place with an entry, also one that was left for a conflict. */
  present(entry: CoveredEntry, judge: string): CoveringJudge | undefined {
    return placeOf(entry, judge);
  }

  /** Who declared a conflict cannot be picked. */
  barred(entry: CoveredEntry, judge: string): boolean {
    return this.present(entry, judge)?.state === 'recused';
  }

  /** Whether the judge shall have the entry. */
  has(entry: CoveredEntry, judge: string): boolean {
    const present = this.present(entry, judge);
    if (present?.state === 'recused') return false;
    return this.#wishes[nameOf(entry.id, judge)] ?? present !== undefined;
  }

  set(entry: CoveredEntry, judge: string, wanted: boolean): void {
    const name = nameOf(entry.id, judge);
    const { [name]: _, ...others } = this.#wishes;
    const same = wanted === (this.present(entry, judge) !== undefined);
    this.#wishes = same ? others : { ...others, [name]: wanted };
  }

  /** Judges an entry shall have. */
  count(entry: CoveredEntry): number {
    const present = entry.judges.filter((one) => one.state !== 'recused').length;
    return present + (this.#more[entry.id] ?? 0);
  }

  /** Entries of these a judge shall have. */
  load(judge: string, entries: readonly CoveredEntry[]): number {
    return entries.filter((entry) => this.has(entry, judge)).length;
  }

  /** Pairs to be made. */
  get added(): Pair[] {
    return this.#changes(true).map((name) => {
      const [entry = '', judge = ''] = name.split(' ');
      return { entry, judge };
    });
  }

  /** Assignments to be taken back. */
  get removed(): CoveringJudge[] {
    const changes = this.#changes(false);
    if (!changes.length) return [];
    const entries = Object.fromEntries(this.#entries().map((one) => [one.id, one]));
    return changes.flatMap((name) => {
      const [id = '', judge = ''] = name.split(' ');
      const entry = entries[id];
      const present = entry && this.present(entry, judge);
      return present ? [present] : [];
    });
  }

  get changed(): boolean {
    return Object.keys(this.#wishes).length > 0;
  }

  clear(): void {
    this.#wishes = {};
  }

  #changes(wanted: boolean): string[] {
    return Object.keys(this.#wishes).filter((name) => this.#wishes[name] === wanted);
  }
}
