import { describe, expect, it } from 'vitest';
import { isToCheck, narrowed, queueQuery, requestOf } from './listing';

const query = (text: string): URLSearchParams => new URLSearchParams(text);

describe('the list of entries in the address', () => {
  it('asks for the newest first when the address says nothing', () => {
    expect(requestOf(query(''))).toEqual({ sort: '-submitted', limit: '50' });
  });

  it('asks for what the address says and for nothing else', () => {
    expect(requestOf(query('state=eligible&q=home%20care&sort=title&page=2&after=c1&x=1'))).toEqual(
      { state: 'eligible', q: 'home care', sort: 'title', after: 'c1', limit: '50' },
    );
  });

  it('knows whether anything narrows it', () => {
    expect(narrowed(query('sort=title&page=2'))).toBe(false);
    expect(narrowed(query('country=PL'))).toBe(true);
  });

  it('is the queue of an entry where it is some work', () => {
    const usual = { state: 'submitted', sort: 'submitted' };
    expect(queueQuery()).toEqual(usual);
    expect(queueQuery('/entries?category=a&sort=title')).toEqual(usual);
    expect(queueQuery('/entries?few_judges=true')).toEqual({ few_judges: 'true' });
    expect(queueQuery('/entries?state=submitted&category=a&after=c1&page=2')).toEqual({
      state: 'submitted',
      category: 'a',
    });
  });
});

it('knows the list of all that waits for a check', () => {
  const is = (query: string): boolean => isToCheck(new URLSearchParams(query));
  expect([is('state=submitted&sort=submitted'), is('state=submitted&page=2')]).toEqual([
    true,
    true,
  ]);
  expect([is(''), is('state=draft'), is('state=submitted&country=MT')]).toEqual([
    false,
    false,
    false,
  ]);
});
