import { type EditionFacts, instantOf, wallOf } from '~/features/staff';

/** Up to when an entry can be sent back: the next thing that judging does. */
export interface ReturnLimit {
  kind: 'before' | 'during' | 'over';
  at: string;
}

const weekMs = 7 * 86_400_000;

export function returnLimit(facts: EditionFacts, now: number): ReturnLimit | undefined {
  const limits = facts.rounds.flatMap((round): ReturnLimit[] => {
    const window = facts.windows[round.window];
    if (!window) return [];
    if (now < Date.parse(window.from)) return [{ kind: 'before', at: window.from }];
    if (now < Date.parse(window.to)) return [{ kind: 'during', at: window.to }];
    return [{ kind: 'over', at: window.to }];
  });
  const ahead = limits.filter((limit) => limit.kind !== 'over');
  const first = (all: ReturnLimit[]): ReturnLimit | undefined =>
    all.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(0);
  return first(ahead) ?? first(limits);
}

/** What is offered: a week from now, at the end of the working day, or the limit where that is sooner. */
export function defaultReturn(facts: EditionFacts, now: number): Date | null {
  const limit = returnLimit(facts, now);
  if (limit?.kind === 'over') return null;
  const { date } = wallOf(new Date(now + weekMs), facts.timezone);
  const week = instantOf({ date, time: '18:00' }, facts.timezone);
  const last = limit && new Date(limit.at);
  if (!(week instanceof Date)) return last ?? null;
  return last && last < week ? last : week;
}
