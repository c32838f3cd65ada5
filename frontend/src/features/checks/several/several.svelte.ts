import { Problem } from '~/api';
import type { EditionKey } from '~/features/staff';
import { Attempt } from '~/state';
import { CheckDraft } from '../check.svelte';
import {
  checkEntries,
  type ChecksOutcome,
  type ChecksReview,
  type ListedEntry,
  reviewChecks,
  type ReviewedEntry,
} from '../data';

/** The server decides on no more at once. */
export const most = 200;

/** One decision about several entries: it is written, then reviewed, then made. */
export class SeveralChecks {
  readonly draft = new CheckDraft();
  readonly attempt = new Attempt('checks', {
    'check-reason': 'reason',
    'check-message': 'message',
    'check-return_until': 'return_until',
  });
  /** What the decision would do; nothing while it is written. */
  review = $state.raw<ChecksReview>();
  outcome = $state.raw<ChecksOutcome>();

  readonly edition: EditionKey;
  /** The first of those that are selected. */
  readonly entries: readonly ListedEntry[];
  /** How many are selected beyond those. */
  readonly beyond: number;

  constructor(edition: EditionKey, selected: readonly ListedEntry[]) {
    this.edition = edition;
    this.entries = selected.slice(0, most);
    this.beyond = selected.length - this.entries.length;
  }

  /** About which the decision can be made. */
  get ready(): ReviewedEntry[] {
    return this.review?.entries.filter((entry) => !entry.fault) ?? [];
  }

  get skipped(): ReviewedEntry[] {
    return this.review?.entries.filter((entry) => entry.fault) ?? [];
  }

  /** Addresses that get no e-mail about some of them, because they have just got several. */
  get notNow(): string[] {
    const all = this.ready.flatMap((one) => one.mail?.not_now ?? []);
    return all.filter((one, i) => all.indexOf(one) === i);
  }

  /** Asks what the decision would do, if all of it is written. */
  async look(now: number): Promise<void> {
    if (!this.attempt.check(this.draft.missing(now))) return;
    await this.attempt.run(() => this.#look());
  }

  /** Back to writing; what is written stays. */
  edit(): void {
    this.review = undefined;
    this.attempt.check({});
  }

  /** Makes the decision about those that are ready. */
  async decide(): Promise<ChecksOutcome | undefined> {
    const check = this.draft.check();
    const ready = this.ready.map((one) => one.entry);
    if (!check || !ready.length) return undefined;
    const entries = this.entries.filter((entry) => ready.includes(entry.id));
    this.outcome = await this.attempt.run(async (key) => {
      try {
        return await checkEntries(this.edition, entries, check, key);
      } catch (error) {
        // Somebody was quicker with one of them: the review shows which.
        if (error instanceof Problem && error.type === 'checks/not-all')
          await this.#look().catch(() => undefined);
        throw error;
      }
    });
    return this.outcome;
  }

  async #look(): Promise<void> {
    const check = this.draft.check();
    if (check) this.review = await reviewChecks(this.edition, this.entries, check);
  }
}
