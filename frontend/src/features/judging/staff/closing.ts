import type { StaffRound } from './data';

/** What would not count if scoring closed now, in numbers. */
export interface Unfinished {
  /** Scoresheets that are not handed in. */
  sheets: number;
  /** Of them, those that somebody has started. */
  started: number;
  /** The judges they belong to. */
  judges: number;
  /** Entries with fewer scoresheets than they need. */
  entries: number;
}

export function unfinished({ coverage }: Pick<StaffRound, 'coverage'>): Unfinished {
  const open = coverage.entries
    .flatMap((entry) => entry.judges)
    .filter((one) => one.state === 'not_started' || one.state === 'started');
  return {
    sheets: open.length,
    started: open.filter((one) => one.state === 'started').length,
    judges: new Set(open.map((one) => one.judge)).size,
    entries: coverage.entries.filter((entry) => entry.done < coverage.min_judges).length,
  };
}
