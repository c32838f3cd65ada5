import { Attempt } from '~/state';
import { messages } from '~/text';
import { type EntryRule, recordRulings, type Ruling, type RulingsOutcome } from './data';

type Entry = Parameters<typeof recordRulings>[0];
/** What cannot be recorded without a reason. */
type Reasoned = Exclude<Ruling, 'met'>;

/** The rules that a person must still decide. */
export const undecided = (rules: readonly EntryRule[]): EntryRule[] =>
  rules.filter((rule) => rule.state === 'open');

/** The rules that keep an entry from being eligible. */
export const keepingOut = (rules: readonly EntryRule[]): EntryRule[] =>
  rules.filter((rule) => rule.keeps_out);

/** The rules that are not met, and let the entry be eligible all the same. */
export const unmet = (rules: readonly EntryRule[]): EntryRule[] =>
  rules.filter((rule) => rule.state === 'not_met' && !rule.keeps_out);

/** Their texts in a row. */
export const texts = (rules: readonly EntryRule[]): string =>
  rules.map((rule) => rule.text).join(' ');

/** What a person records about the rules of an entry, one rule after the other or all that are open at once. */
export class RulingDraft {
  /** What a reason is being written for. */
  asked = $state.raw<{ rule: string; ruling: Reasoned }>();
  reason = $state('');
  readonly attempt = new Attempt('checks', { 'rulings-0-reason': 'rule-reason' });

  /** Records it, or asks for the reason first; what the rules come to then, once it is recorded. */
  async choose(
    entry: Entry,
    rule: string,
    ruling: Ruling | 'open',
  ): Promise<RulingsOutcome | undefined> {
    this.cancel();
    if (ruling === 'not_met' || ruling === 'waived') {
      this.asked = { rule, ruling };
      return undefined;
    }
    return this.#record(entry, [{ rule, ruling }]);
  }

  /** Records what a reason was asked for. */
  async save(entry: Entry): Promise<RulingsOutcome | undefined> {
    if (!this.asked) return undefined;
    const t = messages('checks');
    const lacks = !this.reason.trim() && t('missing.reason');
    if (!this.attempt.check({ 'rule-reason': lacks })) return undefined;
    const done = await this.#record(entry, [{ ...this.asked, reason: this.reason }]);
    if (done) this.cancel();
    return done;
  }

  /** Records all that are open as met. */
  async allMet(entry: Entry, rules: readonly EntryRule[]): Promise<RulingsOutcome | undefined> {
    this.cancel();
    return this.#record(
      entry,
      undecided(rules).map(({ key }) => ({ rule: key, ruling: 'met' })),
    );
  }

  /** Asks for no reason any more. */
  cancel(): void {
    this.asked = undefined;
    this.reason = '';
    this.attempt.check({});
  }

  #record(
    entry: Entry,
    rulings: Parameters<typeof recordRulings>[1],
  ): Promise<RulingsOutcome | undefined> {
    return this.attempt.run((key) => recordRulings(entry, rulings, key));
  }
}
