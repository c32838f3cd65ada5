import { csvOf, type EditionKey, saveFile } from '~/features/staff';
import type { Column } from '~/ui';
import { type ChecksOutcome, type EntryPage, type ListedEntry, listEntries } from './data';
import { union } from './listing';

const mostPerRequest = '100';

/** Entries that somebody selects, over all pages of the list they have seen. */
export class SelectedEntries {
  keys = $state.raw<string[]>([]);
  /** All of a long list are being fetched. */
  busy = $state(false);

  readonly #seen: Record<string, ListedEntry> = {};

  /** A page of the list has come. */
  saw(page: EntryPage): EntryPage {
    for (const entry of page.items) this.#seen[entry.id] = entry;
    return page;
  }

  /** How many of them a page does not show. */
  elsewhere(shown: readonly ListedEntry[]): number {
    return this.keys.filter((key) => !shown.some((entry) => entry.id === key)).length;
  }

  get rows(): ListedEntry[] {
    return this.keys.flatMap((key) => this.#seen[key] ?? []);
  }

  /** Selects all that these filters find, on every page. */
  async all(edition: EditionKey, asked: Record<string, string | undefined>): Promise<void> {
    this.busy = true;
    const found: string[] = [];
    let after: string | undefined;
    try {
      do {
        const query = { ...asked, after, limit: mostPerRequest };
        const page = this.saw(await listEntries(edition, query));
        found.push(...page.items.map((entry) => entry.id));
        after = page.next ?? undefined;
      } while (after);
      this.keys = union(this.keys, found);
    } finally {
      this.busy = false;
    }
  }

  /** These are decided on, and with that selected no more. */
  decided(outcome: ChecksOutcome): void {
    this.keys = this.keys.filter((key) => !outcome.entries.some((one) => one.id === key));
  }

  /** The selected rows as a table, in the columns that are shown. */
  export({ programme, edition }: EditionKey, columns: readonly Column<ListedEntry>[]): void {
    saveFile(`${programme}-${edition}-entries.csv`, csvOf(columns, this.rows));
  }
}
