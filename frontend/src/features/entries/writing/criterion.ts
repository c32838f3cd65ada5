import type { Call, Criterion, Field } from '~/features/editions';

/** What an answer is scored by. */
export interface Served {
  criterion: Criterion;
  /** Its part of the round, from 0 to 1. */
  share: number;
  /** What the highest scores mean. */
  high: { from: number; label: string } | undefined;
}

/** The criterion that an answer serves, in the first round that has it. */
export function criterionOf({ rounds }: Pick<Call, 'rounds'>, field: Field): Served | undefined {
  for (const { criteria, scale } of rounds) {
    const criterion = criteria.find((one) => one.key === field.criterion);
    if (!criterion) continue;
    const total = criteria.reduce((sum, one) => sum + one.weight, 0);
    return { criterion, share: criterion.weight / total, high: scale.anchors?.at(-1) };
  }
  return undefined;
}
