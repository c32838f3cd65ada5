import type { AnswerKind } from '~/features/editions';
import { fmt, messages } from '~/text';

/** Between which numbers or days an answer lies, in words. */
export function limitsOf(answer: AnswerKind): string {
  if (answer.kind === 'date') {
    return between(answer.from && fmt.day(answer.from), answer.to && fmt.day(answer.to));
  }
  if (answer.kind !== 'number') return '';
  // No number is below zero.
  const from = answer.min ? fmt.number(answer.min) : undefined;
  return between(from, answer.max == null ? undefined : fmt.number(answer.max));
}

function between(from: string | null | undefined, to: string | null | undefined): string {
  const t = messages('entries');
  if (from && to) return t('limits.between', { from, to });
  if (from) return t('limits.from', { from });
  return to ? t('limits.to', { to }) : '';
}
