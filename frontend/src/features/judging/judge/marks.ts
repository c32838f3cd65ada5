import type { Criterion, Marks, Scale } from './data';

/** How much of the total a criterion is worth, 0–1. */
export function share(criterion: Criterion, criteria: readonly Criterion[]): number {
  return criterion.weight / criteria.reduce((sum, one) => sum + one.weight, 0);
}

/** Criteria that have a mark. */
export function countScored(scores: Marks['scores'], criteria: readonly Criterion[]): number {
  return criteria.filter((one) => typeof scores[one.key] === 'number').length;
}

/**
 * The weighted mean on the round's scale, to two decimals; nothing until every criterion has a mark.
 * Σ weight × mark ÷ Σ weight, in hundredths so that no binary fraction decides the rounding.
 */
export function weightedTotal(
  scores: Marks['scores'],
  criteria: readonly Criterion[],
): number | undefined {
  if (criteria.length === 0 || countScored(scores, criteria) < criteria.length) return undefined;
  const weights = criteria.reduce((sum, one) => sum + one.weight, 0);
  const points = criteria.reduce(
    (sum, one) => sum + one.weight * Math.round((scores[one.key] ?? 0) * 100),
    0,
  );
  return Math.round(points / weights) / 100;
}

/** True for a mark on the scale and on one of its steps. */
export function admits(scale: Scale, mark: number): boolean {
  const steps = ((mark - scale.min) * 100) / (scale.step * 100);
  return mark >= scale.min && mark <= scale.max && Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** A range of marks with one meaning. */
export interface Band {
  from: number;
  to: number;
  label: string;
}

/** The ranges of marks, from the lowest up, with what they mean. */
export function bands(scale: Scale): Band[] {
  return scale.anchors.map(({ from, label }, i) => {
    const next = scale.anchors[i + 1]?.from;
    return { from, label, to: next === undefined ? scale.max : round(next - scale.step) };
  });
}

function round(mark: number): number {
  return Math.round(mark * 100) / 100;
}
