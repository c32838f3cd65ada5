import { language } from '~/text';
import type { Criterion, RoundRules, Scale, SheetContent } from './data';

/** How much of the total a criterion is worth, 0–1. */
export function share(criterion: Criterion, criteria: readonly Criterion[]): number {
  return criterion.weight / criteria.reduce((sum, one) => sum + one.weight, 0);
}

/** Criteria that have a score. */
export function countScored(
  scores: SheetContent['scores'],
  criteria: readonly Criterion[],
): number {
  return criteria.filter((one) => typeof scores[one.key] === 'number').length;
}

/**
 * What the scores add up to, of 100, to two decimals; nothing until every criterion has a score.
 * Σ weight × score ÷ (Σ weight × the end of the scale), in hundredths so that no binary fraction decides the rounding.
 */
export function pointsOf(
  scores: SheetContent['scores'],
  { criteria, scale }: Pick<RoundRules, 'criteria' | 'scale'>,
): number | undefined {
  if (criteria.length === 0 || countScored(scores, criteria) < criteria.length) return undefined;
  const most = criteria.reduce((sum, one) => sum + one.weight, 0) * Math.round(scale.max * 100);
  const points = criteria.reduce(
    (sum, one) => sum + one.weight * Math.round((scores[one.key] ?? 0) * 100),
    0,
  );
  return Math.round((points * 10_000) / most) / 100;
}

const oneDecimal = new Intl.NumberFormat(language, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** Points as they are read: "81.0". */
export const pointsText = (points: number): string => oneDecimal.format(points);

/** True for a score on the scale and on one of its steps. */
export function admits(scale: Scale, score: number): boolean {
  const steps = ((score - scale.min) * 100) / (scale.step * 100);
  return score >= scale.min && score <= scale.max && Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** A range of scores with one meaning. */
export interface Band {
  from: number;
  to: number;
  label: string;
}

/** The ranges of scores, from the lowest up, with what they mean. */
export function bands(scale: Scale): Band[] {
  return scale.anchors.map(({ from, label }, i) => {
    const next = scale.anchors[i + 1]?.from;
    return { from, label, to: next === undefined ? scale.max : round(next - scale.step) };
  });
}

function round(score: number): number {
  return Math.round(score * 100) / 100;
}
