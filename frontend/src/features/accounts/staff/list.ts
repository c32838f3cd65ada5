import { holds, type ListView } from '~/features/staff';
import { compareNames, fmt, messages } from '~/text';
import type { Column, Filter } from '~/ui';
import { type Person, roles } from './data';

/** Where somebody is; an invitation ends by itself. */
export type PersonState = Person['state'] | 'ended';

const states = ['active', 'invited', 'ended', 'disabled'] as const satisfies readonly PersonState[];

export const nameOf = (person: Person): string => person.name ?? person.email;

export function stateOf({ state, invited_until }: Person, now: number): PersonState {
  const ended = state === 'invited' && invited_until && Date.parse(invited_until) <= now;
  return ended ? 'ended' : state;
}

/** What the list of people can be narrowed by. */
export function personFilters(): Filter[] {
  const t = messages('accounts-staff');
  return [
    {
      key: 'role',
      label: t('column.role'),
      options: roles.map((role) => ({ value: role, label: t(`role.${role}`) })),
    },
    {
      key: 'state',
      label: t('column.state'),
      options: states.map((state) => ({ value: state, label: t(`state.${state}`) })),
    },
  ];
}

/** The people that an address asks for. */
export function narrowPeople(
  people: readonly Person[],
  query: URLSearchParams,
  now: number,
): Person[] {
  const [role, state] = ['role', 'state'].map((name) => query.get(name));
  return people.filter(
    (one) =>
      (!role || one.role === role) &&
      (!state || stateOf(one, now) === state) &&
      holds(query.get('q') ?? '', nameOf(one), one.email),
  );
}

/** The views that everybody has. */
export function personViews(people: readonly Person[], now: number): ListView[] {
  const t = messages('accounts-staff');
  const view = (name: string, query: string): ListView => ({
    name,
    query,
    count: narrowPeople(people, new URLSearchParams(query), now).length,
  });
  return [
    view(t('view.all'), ''),
    view(t('view.admins'), 'role=admin'),
    view(t('state.invited'), 'state=invited'),
    view(t('state.disabled'), 'state=disabled'),
  ];
}

/** People in the order asked for, "-name" from the end; by name where they are equal. */
export function sortPeople(people: readonly Person[], sort: string, now: number): Person[] {
  const down = sort.startsWith('-');
  const keys: Record<string, (person: Person) => string> = {
    role: (person) => person.role,
    state: (person) => stateOf(person, now),
    seen: (person) => person.last_seen_at ?? '',
  };
  const key = keys[sort.replace('-', '')] ?? nameOf;
  return people.toSorted((a, b) => {
    const order = compareNames(key(a), key(b));
    return (down ? -order : order) || compareNames(nameOf(a), nameOf(b));
  });
}

/** The columns of the list of people. */
export function personColumns(): Column<Person>[] {
  const t = messages('accounts-staff');
  return [
    { key: 'name', label: t('column.name'), sortable: true, rowHeader: true, drawn: true },
    {
      key: 'email',
      label: t('column.email'),
      width: 'share',
      narrow: 'plain',
      text: (row) => (row.name ? row.email : ''),
    },
    {
      key: 'role',
      label: t('column.role'),
      sortable: true,
      narrow: 'plain',
      text: (row) => t(`role.${row.role}`),
    },
    { key: 'state', label: t('column.state'), sortable: true, narrow: 'plain', drawn: true },
    {
      key: 'seen',
      label: t('column.seen'),
      sortable: true,
      align: 'end',
      text: (row) => (row.last_seen_at ? fmt.shortDate(row.last_seen_at) : t('never')),
    },
  ];
}
