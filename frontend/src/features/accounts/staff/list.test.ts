import { describe, expect, it } from 'vitest';
import type { Person } from './data';
import { narrowPeople, personViews, sortPeople, stateOf } from './list';

const now = Date.parse('2023-07-05T10:00:00Z');

const person = (name: string | null, change: Partial<Person> = {}): Person => ({
  id: name ?? 'nobody',
  name,
  email: `${name ?? 'new'}@office.example`,
  role: 'staff',
  state: 'active',
  version: 1,
  is_me: false,
  ...change,
});

const bo = person('Bo', { role: 'admin', last_seen_at: '2023-07-01T10:00:00Z' });
const zoe = person('Zoë', { last_seen_at: '2023-07-04T10:00:00Z' });
const late = person(null, { state: 'invited', invited_until: '2023-07-01T10:00:00Z' });
const soon = person('An', { state: 'invited', invited_until: '2023-07-19T10:00:00Z' });
const all = [zoe, late, bo, soon];

const ask = (query: string): Person[] => narrowPeople(all, new URLSearchParams(query), now);

describe('the list of people', () => {
  it('tells an invitation that waits from one that has ended', () => {
    expect([bo, late, soon].map((one) => stateOf(one, now))).toEqual([
      'active',
      'ended',
      'invited',
    ]);
  });

  it('is narrowed by role, state, and words of name and address', () => {
    expect(ask('role=admin')).toEqual([bo]);
    expect(ask('state=ended')).toEqual([late]);
    expect(ask('q=zoe office')).toEqual([zoe]);
  });

  it('has views with as many as they show', () => {
    expect(personViews(all, now).map((view) => view.count)).toEqual([4, 1, 1, 0]);
  });

  it('stands in the order asked for', () => {
    expect(sortPeople(all, 'name', now)).toEqual([soon, bo, late, zoe]);
    expect(sortPeople(all, '-seen', now).slice(0, 2)).toEqual([zoe, bo]);
  });
});
