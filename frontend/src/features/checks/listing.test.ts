import { describe, expect, it } from 'vitest';
import { narrowed, requestOf } from './listing';

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
});
