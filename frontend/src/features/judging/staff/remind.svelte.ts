import type { EditionKey } from '~/features/staff';
import { Attempt } from '~/state';
import {
  type JudgeReminder,
  type Mails,
  mostReminded,
  remindChosen,
  reviewReminders,
} from './data';

/** Reminding judges that were chosen: first whom it reaches and why not the others, then the e-mails. */
export class Reminding {
  readonly attempt = new Attempt('judging-staff');
  /** Also those who were reminded within a day. */
  again = $state(false);
  /** Nothing while it is asked for. */
  review = $state.raw<readonly JudgeReminder[]>();

  readonly judges: readonly string[];
  /** How many were chosen beyond those. */
  readonly beyond: number;
  readonly #edition: EditionKey;

  constructor(edition: EditionKey, chosen: readonly string[]) {
    this.#edition = edition;
    this.judges = chosen.slice(0, mostReminded);
    this.beyond = chosen.length - this.judges.length;
  }

  get reached(): JudgeReminder[] {
    return this.review?.filter((one) => one.reminder) ?? [];
  }

  get others(): JudgeReminder[] {
    return this.review?.filter((one) => !one.reminder) ?? [];
  }

  /** Whether somebody was reminded within a day, so that it is to be decided about them. */
  get recent(): boolean {
    return this.again || this.others.some((one) => one.why_not === 'reminded');
  }

  async look(): Promise<void> {
    await this.attempt.run(async () => {
      this.review = await reviewReminders(this.#edition, this.judges, this.again);
    });
  }

  /** Reminds those whom the review names. */
  async send(): Promise<{ sent: number; mails?: Mails | null } | undefined> {
    const reached = this.reached.map((one) => one.judge);
    if (!reached.length) return undefined;
    return this.attempt.run((key) => remindChosen(this.#edition, reached, this.again, key));
  }
}
