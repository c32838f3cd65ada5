import { lookUp } from '~/text';
import type { Call } from './data';

/** A date of the edition for readers. */
export interface Dated {
  key: string;
  label: string;
  /** RFC 3339. */
  at: string;
  /** The end, when it is a span. */
  to?: string;
  state: 'before' | 'open' | 'after';
}

/** All dates of an edition in the order in which they come; `now` in milliseconds. */
export function datesOf(call: Call, now: number): Dated[] {
  // Nothing counts a public vote yet, so readers are promised none.
  const told = Object.entries(call.windows).filter(([key]) => key !== 'public_vote');
  const windows = told.map(([key, window]): Dated => {
    const { from, to } = window;
    const label = lookUp('editions', `window.${key}`) ?? readable(key);
    return { key, label, at: from, to, state: stateAt(now, from, to) };
  });
  const milestones = (call.milestones ?? []).map(({ key, label, at }): Dated => {
    const instant = instantOf(at);
    return { key, label, at: instant, state: stateAt(now, instant, instant) };
  });
  return [...windows, ...milestones].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** What is still to come once the entries are in: "what happens next". */
export function nextDates(call: Call, now: number): Dated[] {
  return datesOf(call, now).filter((one) => one.key !== 'entries' && one.state !== 'after');
}

function stateAt(now: number, from: string, to: string): Dated['state'] {
  if (now >= Date.parse(to)) return 'after';
  return now >= Date.parse(from) ? 'open' : 'before';
}

function readable(key: string): string {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Milestones carry their zone, "2023-09-29T12:00:00+02:00[Europe/Brussels]", which browsers do not read. */
function instantOf(moment: string): string {
  return moment.replace(/\[.*$/, '');
}

/** Whether a round is only a part of what makes the result: there are others. */
export const isPart = (call: Pick<Call, 'rounds'>): boolean => call.rounds.length > 1;
