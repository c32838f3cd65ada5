import type { IconName } from '~/ui';
import { messages } from '~/text';
import { type EditionFacts, type EditionKey, staffPath, type Waiting } from '../data';

/** One way through the work: of the rail, and of "go to". */
export interface Way {
  label: string;
  href: string;
  icon: IconName;
  /** How many wait for staff there. */
  waiting?: number;
  /** How many there are; nobody waits. */
  total?: number;
}

export interface WayGroup {
  title?: string;
  ways: Way[];
}

/** The ways through one edition, and those that belong to none, in groups. */
export function waysOf(
  key: EditionKey | undefined,
  facts: EditionFacts | undefined,
  person: { isAdmin: boolean; isJudge: boolean },
  waiting?: Waiting,
): WayGroup[] {
  const groups = key ? ofEdition(key, facts, waiting) : [];
  return [...groups, { title: messages('staff')('frame.all'), ways: ofAll(person, waiting) }];
}

function ofEdition(
  key: EditionKey,
  facts: EditionFacts | undefined,
  waiting: Waiting | undefined,
): WayGroup[] {
  const t = messages('staff');
  const rounds = facts?.rounds ?? [];
  const way = (icon: IconName, label: string, ...rest: string[]): Way => ({
    icon,
    label,
    href: staffPath(key, ...rest),
  });
  const named = (one: 'round' | 'results', name: string): string =>
    rounds.length > 1 ? t(`nav.${one}_of`, { name }) : t(`nav.${one}`);
  return [
    {
      ways: [
        way('home', t('nav.overview')),
        { ...way('list', t('nav.entries'), 'entries'), waiting: waiting?.to_check },
      ],
    },
    {
      title: t('frame.judging'),
      ways: [
        { ...way('people', t('nav.judges'), 'judges'), total: waiting?.judges },
        ...rounds.map(({ key, name }) => ({
          ...way('grid', named('round', name), 'rounds', key),
          // The count is of the round that goes on; beside several it would be said of all.
          waiting: rounds.length === 1 ? waiting?.few_judges : undefined,
        })),
        ...rounds.map(({ key, name }) => way('chart', named('results', name), 'results', key)),
      ],
    },
    {
      title: t('frame.edition'),
      ways: [
        way('calendar', t('nav.edition'), 'edition'),
        way('download', t('nav.exports'), 'exports'),
      ],
    },
  ];
}

function ofAll(
  { isAdmin, isJudge }: { isAdmin: boolean; isJudge: boolean },
  waiting: Waiting | undefined,
): Way[] {
  const t = messages('staff');
  const ways: (Way & { shown?: boolean })[] = [
    { icon: 'sliders', label: t('home.title'), href: '/staff' },
    { icon: 'mail', label: t('nav.mails'), href: '/staff/mails', waiting: waiting?.failed_mails },
    { icon: 'building', label: t('home.organisations'), href: '/staff/organisations' },
    {
      icon: 'user',
      label: t('nav.people'),
      href: '/staff/people',
      waiting: waiting?.erasures,
      shown: isAdmin,
    },
    { icon: 'file', label: t('texts.open'), href: '/staff/texts' },
    { icon: 'server', label: t('home.system'), href: '/staff/system', shown: isAdmin },
    { icon: 'clipboard', label: t('nav.judge'), href: '/judging', shown: isJudge },
    { icon: 'eye', label: t('nav.public'), href: '/' },
  ];
  return ways.filter(({ shown = true }) => shown);
}

/** The way that leads to a page: the longest that is its beginning. */
export function wayTo(path: string, groups: WayGroup[]): string | undefined {
  const ways = groups.flatMap((group) => group.ways).map((way) => way.href);
  const whole = (href: string): boolean => /^\/staff(?:\/[^/]+\/[^/]+)?$/.test(href);
  return ways
    .filter((href) => (whole(href) ? path === href : `${path}/`.startsWith(`${href}/`)))
    .sort((a, b) => a.length - b.length)
    .at(-1);
}
