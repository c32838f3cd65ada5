import { type EditionKey, staffPath, windowName } from '~/features/staff';
import { fmt, messages } from '~/text';
import type { Coming, NeedsYou, Trouble, Work } from '../data';

/** One line of the overview: what it is, why it matters, where one does something about it. */
export interface Line {
  kind: string;
  count?: number;
  title: string;
  text: string;
  /** The view that shows as many as the number says. */
  view: string;
  act: { label: string; href: string };
}

const dayMs = 86_400_000;

/** Whole days from one instant to another, the present day being 0. */
export const daysBetween = (from: number, to: number): number =>
  Math.max(0, Math.floor((to - from) / dayMs));

/** Days by the calendar of a zone: tomorrow is 1, however few hours away it is. */
export function datesBetween(from: number, to: number, zone: string): number {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  return daysBetween(Date.parse(day.format(from)), Date.parse(day.format(to)));
}

/** What waits for the reader. */
export function needsOf(work: Work, key: EditionKey, now: number): Line[] {
  return work.needs_you.map((need) => needLine(need, key, now));
}

function needLine(need: NeedsYou, key: EditionKey, now: number): Line {
  const t = messages('checks');
  const { kind, count } = need;
  const view = needView(need, key);
  const days = 'oldest' in need && need.oldest ? daysBetween(Date.parse(need.oldest), now) : 0;
  return {
    kind,
    count,
    title: t(`need.${kind}`, { count }),
    text: t(`need.${kind}_text`, { days }),
    view,
    act: { label: t(`need.${kind}_act`), href: view },
  };
}

function needView(need: NeedsYou, key: EditionKey): string {
  switch (need.kind) {
    case 'entries_to_check':
      return `${staffPath(key, 'entries')}?${need.query}&sort=submitted`;
    case 'not_accepted':
      return `${staffPath(key, 'entries')}?${need.query}`;
    case 'decisions_to_tell':
      return `${staffPath(key, 'entries')}?tell=1`;
    case 'erasures':
      return '/staff/people';
  }
}

/** What goes wrong; with the texts the law asks for that nobody has published. */
export function troubleOf(work: Work, key: EditionKey, zone: string, unpublished = 0): Line[] {
  const t = messages('checks');
  const lines = work.trouble.map((one) => troubleLine(one, work.round ?? undefined, key, zone));
  if (!unpublished) return lines;
  const texts: Line = {
    kind: 'texts',
    title: t('trouble.texts', { count: unpublished }),
    text: t('trouble.texts_text'),
    view: '/staff/texts',
    act: { label: t('trouble.texts_act'), href: '/staff/texts' },
  };
  return [...lines, texts];
}

function troubleLine(one: Trouble, round: string | undefined, key: EditionKey, zone: string): Line {
  const t = messages('checks');
  const { kind } = one;
  const count = 'count' in one ? one.count : undefined;
  const needs = one.kind === 'few_judges' ? one.needs : 0;
  // Midnight ends the day before.
  const at =
    one.kind === 'judges_behind'
      ? fmt.shortDate(new Date(Date.parse(one.closes_at) - 1), zone)
      : '';
  const view = viewOf(one, key);
  const assign = one.kind === 'few_judges' && round ? staffPath(key, 'rounds', round) : undefined;
  return {
    kind,
    count,
    title: t(`trouble.${kind}`, { count: count ?? 0 }),
    text: t(`trouble.${kind}_text`, { needs, at }),
    view,
    act: { label: t(`trouble.${kind}_act`), href: assign ?? view },
  };
}

function viewOf(one: Trouble, key: EditionKey): string {
  switch (one.kind) {
    case 'few_judges':
    case 'unclean_files':
      return `${staffPath(key, 'entries')}?${one.query}`;
    case 'failed_mails':
      return `/staff/mails?${one.query}`;
    case 'judges_behind':
      return `${staffPath(key, 'judges')}?work=slow`;
    case 'low_disk':
      return '/staff/system';
  }
}

/** A date that comes: its title, and when in words. */
export function comingOf(one: Coming, now: number, zone: string): { title: string; text: string } {
  const t = messages('checks');
  // What ends at midnight ends the day before.
  const last = Date.parse(one.at) - Number(one.kind === 'window_closes');
  const days = datesBetween(now, last, zone);
  const at = one.kind === 'window_closes' ? fmt.deadline(one.at, zone) : fmt.instant(one.at, zone);
  return { title: comingTitle(one), text: t('coming.in', { days, at }) };
}

function comingTitle(one: Coming): string {
  const t = messages('checks');
  switch (one.kind) {
    case 'window_opens':
    case 'window_closes':
      return t(`coming.${one.kind}`, { name: windowName(one.window) });
    case 'milestone':
      return one.label;
    case 'files_deleted':
      return t('coming.files_deleted');
    default:
      return t(`coming.${one.kind}`, { count: one.count });
  }
}
