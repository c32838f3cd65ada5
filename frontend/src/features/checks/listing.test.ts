import { describe, expect, it } from 'vitest';
import { afresh, narrowed, pageOf, requestOf, Trail } from './listing';

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

  it('is on the first page unless a cursor and a number say otherwise', () => {
    expect(pageOf(query(''))).toBe(1);
    expect(pageOf(query('page=4'))).toBe(1);
    expect(pageOf(query('page=4&after=c'))).toBe(4);
    expect(pageOf(query('page=-1&after=c'))).toBe(1);
  });

  it('begins again on the first page when a filter changes', () => {
    expect(afresh({ state: 'draft' })).toEqual({
      state: 'draft',
      after: undefined,
      page: undefined,
    });
  });
});

describe('the trail of pages', () => {
  it('leads back the way one came, and to the first page otherwise', () => {
    const trail = new Trail();
    trail.step(null, 'a');
    trail.step('a', 'b');
    expect(trail.before('b')).toBe('a');
    expect(trail.before('a')).toBe('');
    expect(trail.before('unknown')).toBe('');
  });
});
