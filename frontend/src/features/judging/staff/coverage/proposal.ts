import type { CoveredEntry, Pair, StaffRound } from '../data';
import type { Picks } from './picks.svelte';

/** `panels` gives every entry to its whole panel; `minimum` only as many judges as it needs. */
export type Proposal = 'panels' | 'minimum';

/**
 * The pairs that would be made, of judges on the panel of the entry and without a conflict. Where only some of
 * a panel are needed, those with the fewest entries come first.
 */
export function propose(
  kind: Proposal,
  round: Pick<StaffRound, 'panels' | 'coverage'>,
  entries: readonly CoveredEntry[],
  picks: Picks,
  loadOf: (judge: string) => number,
): Pair[] {
  const panels = new Map(
    round.panels.map((panel) => [panel.category, panel.judges.map((one) => one.id)]),
  );
  const given = new Map<string, number>();
  const load = (judge: string): number => loadOf(judge) + (given.get(judge) ?? 0);
  return entries.flatMap((entry) => {
    const free = (panels.get(entry.category) ?? []).filter(
      (judge) => !picks.has(entry, judge) && !picks.barred(entry, judge),
    );
    const lack = Math.max(0, round.coverage.min_judges - picks.count(entry));
    const chosen = kind === 'panels' ? free : free.sort((a, b) => load(a) - load(b)).slice(0, lack);
    for (const judge of chosen) given.set(judge, (given.get(judge) ?? 0) + 1);
    return chosen.map((judge) => ({ entry: entry.id, judge }));
  });
}
