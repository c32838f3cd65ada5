import { describe, expect, it } from 'vitest';
import { afresh, pageOf, Trail } from './paging';

const query = (text: string): URLSearchParams => new URLSearchParams(text);

describe('the page of a list in the address', () => {
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
