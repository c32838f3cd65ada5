import type { RuleOutcome } from './data';

/** Whether a rule keeps an entry out. */
export const refuses = (rule: RuleOutcome): boolean =>
  rule.outcome === 'not_met' && rule.else === 'refuse';

/** Whether a rule is not met, and that keeps nobody out. */
export const warns = (rule: RuleOutcome): boolean =>
  rule.outcome === 'not_met' && rule.else !== 'refuse';

/** Their texts in a row. */
export const texts = (rules: RuleOutcome[]): string => rules.map((one) => one.text).join(' ');
