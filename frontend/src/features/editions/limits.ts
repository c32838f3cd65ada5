import { fmt, messages } from '~/text';
import type { AnswerKind } from './data';

/** Between which numbers or days an answer lies, in words. */
export function limitsOf(answer: AnswerKind): string {
  const t = messages('editions');
  if (answer.kind === 'date') {
    const [from, to] = [answer.from && fmt.day(answer.from), answer.to && fmt.day(answer.to)];
    if (from && to) return t('limits.between', { from, to });
    if (from) return t('limits.later', { from });
    return to ? t('limits.earlier', { to }) : '';
  }
  if (answer.kind !== 'number') return '';
  // No number is below zero.
  const from = answer.min ? fmt.number(answer.min) : undefined;
  const to = answer.max == null ? undefined : fmt.number(answer.max);
  if (from && to) return t('limits.between', { from, to });
  if (from) return t('limits.least', { from });
  return to ? t('limits.most', { to }) : '';
}
