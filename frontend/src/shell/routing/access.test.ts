import { describe, expect, it } from 'vitest';
import { safeNext } from './access';

describe('where one goes after signing in', () => {
  it('is the page one came from', () => {
    expect(safeNext('/entries/k3v9?tab=1', '/')).toBe('/entries/k3v9?tab=1');
  });

  it.each([null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:1'])(
    'is never elsewhere: %s',
    (next) => {
      expect(safeNext(next, '/entries')).toBe('/entries');
    },
  );
});
