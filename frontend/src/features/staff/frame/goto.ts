import type { IconName } from '~/ui';
import { type EditionKey, type Finds, staffPath } from '../data';

/** Somewhere to go: a page, an entry, a judge, an organisation. */
export interface Place {
  label: string;
  href: string;
  icon: IconName;
  where?: string;
}

/** What the server found as places. */
export function placesOf(key: EditionKey, found: Finds): Place[] {
  const searched = (list: string, name: string): string => `${list}?q=${encodeURIComponent(name)}`;
  return [
    ...found.entries.map(({ id, title, organisation }): Place => ({
      icon: 'list',
      label: title || id,
      where: organisation,
      href: staffPath(key, 'entries', id),
    })),
    ...found.judges.map(({ name, email }): Place => ({
      icon: 'people',
      label: name || email,
      where: email,
      href: searched(staffPath(key, 'judges'), name || email),
    })),
    ...found.organisations.map(({ name, city }): Place => ({
      icon: 'building',
      label: name,
      where: city,
      href: searched('/staff/organisations', name),
    })),
  ];
}

/** What people type for a letter with an accent, and in which case, does not matter. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

/** The places whose words begin with every word that was typed, in any order. */
export function narrow<Place extends { label: string; where?: string }>(
  typed: string,
  places: Place[],
): Place[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  return places.filter(({ label, where = '' }) => {
    const words = plain(`${label} ${where}`).split(/[^\p{Letter}\p{Number}]+/u);
    return wanted.every((begin) => words.some((word) => word.startsWith(begin)));
  });
}
