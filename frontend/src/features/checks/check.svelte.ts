import { messages } from '~/text';
import type { CheckResult, MovePreview, NewCheck, Sheets } from './data';

const findings = [
  'eligible',
  'ineligible',
  'incomplete',
  'moved',
] as const satisfies readonly NewCheck['result'][];
const fates = ['keep_aside', 'carry_over'] as const satisfies readonly Sheets[];

/** A decision that is saved: what becomes of its e-mail where it has one, and what did not work beside it. */
export interface Done {
  result: CheckResult;
  mail?: 'now' | 'later';
  warning?: string;
}

/** A decision is saved: whether the next entry is wanted. */
export type Recorded = (done: Done, next: boolean) => Promise<void>;

/** Whether e-mails wait for the others: the same for one entry after another, until someone says otherwise. */
export const telling = $state({ later: false });

/** A finding while it is being written. */
export class CheckDraft {
  result = $state<string | null>(null);
  reason = $state('');
  message = $state('');
  until = $state.raw<Date | null>(null);
  toCategory = $state('');
  /** What becomes of the judges' work; asked for where there is some. */
  sheets = $state<string | null>(null);
  /** Whether the panel of the new category gets the entry. */
  assign = $state(true);
  /** What the move would do, once it is known. */
  preview = $state.raw<MovePreview>();
  /** Whether its e-mail waits until all that wait are sent. */
  later = $state(telling.later);

  /** What the program asks for: how the message begins. */
  #asks = '';

  /** Begins the message with what the entry lacks now, unless someone has written another. */
  ask(asks: readonly string[]): void {
    if (this.message === this.#asks) this.message = asks.join('\n');
    this.#asks = asks.join('\n');
  }

  /** The entry has changed since: what was written stays, and what is no longer possible goes. */
  keep(possible: readonly CheckResult[], category: string): void {
    if (!possible.some((one) => one === this.result)) this.result = null;
    if (this.toCategory === category) this.toCategory = '';
  }

  /** Whether judges have the entry, so that it must be said what becomes of their sheets. */
  get asksForSheets(): boolean {
    return this.preview?.rounds.some((round) => round.now.judges > 0) ?? false;
  }

  get needsReason(): boolean {
    return this.result === 'ineligible' || this.result === 'moved';
  }

  /** What is missing, by field; empty when it can be sent. */
  missing(now: number): Record<string, string | false> {
    const t = messages('checks');
    const sentBack = this.result === 'incomplete';
    return {
      result: !this.result && t('missing.result'),
      to_category: this.result === 'moved' && !this.toCategory && t('missing.to_category'),
      sheets: this.result === 'moved' && this.asksForSheets && !this.sheets && t('missing.sheets'),
      reason: this.needsReason && !this.reason.trim() && t('missing.reason'),
      message: sentBack && !this.message.trim() && t('missing.message'),
      return_until:
        sentBack && !(this.until && this.until.getTime() > now) && t('missing.return_until'),
    };
  }

  /** The finding with what belongs to it and nothing else. */
  check(): NewCheck | undefined {
    const result = findings.find((one) => one === this.result);
    if (!result) return undefined;
    const check: NewCheck = { result };
    if (this.later) check.tell_later = true;
    if (this.needsReason) check.reason = this.reason;
    if (result === 'moved') {
      check.to_category = this.toCategory;
      const sheets = fates.find((one) => one === this.sheets);
      if (sheets) check.sheets = sheets;
    }
    if (result === 'incomplete') {
      check.message = this.message;
      check.return_until = this.until?.toISOString();
    }
    return check;
  }
}
