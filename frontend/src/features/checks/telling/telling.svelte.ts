import { Problem } from '~/api';
import type { EditionKey } from '~/features/staff';
import { Attempt } from '~/state';
import { listWaitingDecisions, tellDecisions, type WaitingDecision } from '../data';

/** The e-mails of decisions that wait: read first, then sent in one go. */
export class WaitingMails {
  readonly attempt = new Attempt('checks');
  /** Nothing while they are read. */
  decisions = $state.raw<readonly WaitingDecision[]>();
  /** Whether decisions about more entries wait than are listed. */
  more = $state(false);
  /** How many decisions were told, by how many e-mails. */
  sent = $state.raw<{ count: number; mails: number }>();

  readonly #edition: EditionKey;

  constructor(edition: EditionKey) {
    this.#edition = edition;
  }

  get ready(): WaitingDecision[] {
    return this.decisions?.filter((one) => one.mail) ?? [];
  }

  /** Those whose e-mail says something that is no longer so. */
  get skipped(): WaitingDecision[] {
    return this.decisions?.filter((one) => !one.mail) ?? [];
  }

  /** Their entries: about one, a move and another decision may wait together. */
  get entries(): WaitingDecision[] {
    const all = this.ready;
    return all.filter((one, i) => all.findIndex(({ entry }) => entry === one.entry) === i);
  }

  /** E-mails that would go. */
  get mails(): number {
    return this.ready.reduce((sum, one) => sum + (one.mail?.to.length ?? 0), 0);
  }

  /** Addresses that get none about some of them, because they have just got several. */
  get notNow(): string[] {
    const all = this.ready.flatMap((one) => one.mail?.not_now ?? []);
    return all.filter((one, i) => all.indexOf(one) === i);
  }

  async look(): Promise<void> {
    await this.attempt.run(() => this.#look());
  }

  /** Sends all that can be sent. Whether it did. */
  async send(): Promise<boolean> {
    const [entries, mails] = [this.entries, this.mails];
    const told = await this.attempt.run(async (key) => {
      try {
        return await tellDecisions(this.#edition, entries, key);
      } catch (error) {
        // A colleague was quicker with one of them: the review shows what is left.
        if (error instanceof Problem && error.type === 'checks/not-all')
          await this.#look().catch(() => undefined);
        throw error;
      }
    });
    if (told) this.sent = { count: told.told, mails };
    return told !== undefined;
  }

  async #look(): Promise<void> {
    const { items, more } = await listWaitingDecisions(this.#edition);
    [this.decisions, this.more] = [items, more];
  }
}
