import type { AssignmentsReview, Pair } from '../data';

/** So many pairs are seen at a glance beside the button; more are looked at judge by judge first. */
const glance = 5;

export const asksForReview = (added: readonly Pair[]): boolean => added.length > glance;

/** Reviews of parts as one: what a judge gets in two of them is added up. */
export function merged(parts: readonly AssignmentsReview[]): AssignmentsReview {
  const judges = new Map<string, AssignmentsReview['judges'][number]>();
  for (const one of parts.flatMap((part) => part.judges)) {
    const before = judges.get(one.judge);
    judges.set(one.judge, before ? { ...before, more: before.more + one.more } : one);
  }
  const sum = (of: 'created' | 'unchanged'): number =>
    parts.reduce((sum, part) => sum + part[of], 0);
  return {
    created: sum('created'),
    unchanged: sum('unchanged'),
    judges: [...judges.values()],
    skipped_conflicts: parts.flatMap((part) => part.skipped_conflicts),
  };
}
