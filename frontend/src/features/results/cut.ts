import type { CategoryResults, Result, Results } from './data';
import { hundredths } from './figures';

/** Where a shortlist ends by rank, and what the scores of today say about that place. */
export interface Cut {
  /** The first entry below the line. */
  below: string;
  /** The last entry that has a place by its rank, and the first that has none. */
  last: Result;
  first: Result;
  /** Entries on both sides that one step by one judge can bring level; none where the order is clear. */
  close: Result[];
  /** Places that are left for these. */
  free: number;
  /** Between the best and the last of them, or between the two sides: hundredths of a point. */
  gap: number;
  /** What one step by one judge can move at most: hundredths of a point. */
  step: number;
  /** Entries that would be on the other side of the line without one of their scoresheets. */
  swayed: ReadonlySet<string>;
}

type Rules = Pick<Results, 'criteria' | 'scale'>;

const points = (result: Result): number => hundredths(result.percent);

/** None while the ranked entries have room enough, or hands have filled every place. */
export function cutOf(rules: Rules, category: CategoryResults): Cut | undefined {
  const places = category.shortlist_size - category.by_hand;
  const contest = category.entries.filter(
    (one) => one.rank && !one.left_out && one.shortlisted?.method !== 'hand',
  );
  const [last, first] = [contest[places - 1], contest[places]];
  if (!last || !first) return undefined;
  const inside = contest.slice(0, places).filter((one) => near(rules, one, first));
  const outside = contest.slice(places).filter((one) => near(rules, one, last));
  const close = inside.length ? [...inside, ...outside] : [];
  const [best = last, worst = first] = [close[0], close.at(-1)];
  return {
    below: (contest.find((one) => one.rank === first.rank) ?? first).id,
    last,
    first,
    close,
    free: inside.length,
    gap: points(best) - points(worst),
    step: Math.max(...(close.length ? close : [last, first]).map((one) => move(rules, one, one))),
    swayed: swayed(contest, places, last, first),
  };
}

/** Whether further entries of the category, which are not loaded, say nothing more of its cut. */
export function isSettled(rules: Rules, category: CategoryResults): boolean {
  const end = category.entries.at(-1);
  if (!end?.rank || category.shortlist_size <= category.by_hand) return true;
  const cut = cutOf(rules, category);
  return cut !== undefined && !near(rules, end, cut.last);
}

/** Half of the last digit shown is lost by rounding. */
function near(rules: Rules, a: Result, b: Result): boolean {
  return Math.abs(points(a) - points(b)) <= move(rules, a, b) + 0.5;
}

/** How far the mean of either goes when one judge gives one step more on the criterion that weighs most. */
function move({ criteria, scale }: Rules, a: Result, b: Result): number {
  const weights = criteria.map((one) => one.weight);
  const sum = weights.reduce((total, one) => total + one, 0);
  const judges = Math.min(a.judges_counted, b.judges_counted);
  return (10_000 * scale.step * Math.max(...weights)) / sum / judges / scale.max;
}

function swayed(contest: Result[], places: number, last: Result, first: Result): Set<string> {
  const found = contest.filter((one, i) =>
    i < places
      ? without(one, one.spread?.max) < hundredths(first.mean)
      : without(one, one.spread?.min) > hundredths(last.mean),
  );
  return new Set(found.map((one) => one.id));
}

/** The mean without the scoresheet that has this total. */
function without({ mean, judges_counted: judges }: Result, total: string | undefined): number {
  if (total === undefined || judges < 2) return NaN;
  return (hundredths(mean) * judges - hundredths(total)) / (judges - 1);
}
