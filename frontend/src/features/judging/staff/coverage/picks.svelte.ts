import type { CoveredEntry, CoveringJudge, Pair } from '../data';
import { placeOf } from '../judges';

const nameOf = (entry: string, judge: string): string => `${entry} ${judge}`;

/** Pairs of entry and judge while they are picked by hand: what is, and what shall be. */
export class Picks {
  /** Only what differs from the present state. */
  #wishes = $state.raw<Readonly<Record<string, boolean>>>({});
  /** How many more, or fewer, an entry or a judge shall have. */
  readonly #more = $derived.by(() => {
    const more: Record<string, number> = {};
    for (const [name, wanted] of Object.entries(this.#wishes))
      for (const id of name.split(' ')) more[id] = (more[id] ?? 0) + (wanted ? 1 : -1);
    return more;
  });
  readonly #entries: () => readonly CoveredEntry[];
  readonly #conflict: (pair: string) => boolean;

  /** Entries that were read, and whether a conflict holds for "entry judge". */
  constructor(
    entries: () => readonly CoveredEntry[],
    conflict: (pair: string) => boolean = () => false,
  ) {
    this.#entries = entries;
    this.#conflict = conflict;
  }

  /** The judge's present place with an entry, also one that was left for a conflict. */
  present(entry: CoveredEntry, judge: string): CoveringJudge | undefined {
    return placeOf(entry, judge);
  }

  /** Who has a conflict cannot be picked. */
  barred(entry: CoveredEntry, judge: string): boolean {
    const present = this.present(entry, judge);
    if (present) return present.state === 'recused';
    return this.#conflict(nameOf(entry.id, judge));
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

  /** Picks many at once, none of which is there. */
  add(pairs: readonly Pair[]): void {
    const added = pairs.map(({ entry, judge }) => [nameOf(entry, judge), true] as const);
    this.#wishes = { ...this.#wishes, ...Object.fromEntries(added) };
  }

  /** How many more, or fewer, an entry or a judge shall have. */
  more(id: string): number {
    return this.#more[id] ?? 0;
  }

  /** Judges an entry shall have. */
  count(entry: CoveredEntry): number {
    const present = entry.judges.filter((one) => one.state !== 'recused').length;
    return present + this.more(entry.id);
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
