import { describe, expect, it } from 'vitest';
import { runningEdition, safeNext } from './access';

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

  it('is the one edition that runs', () => {
    const [call, judging, judged, next] = (['call', 'judging', 'judged', 'announced'] as const).map(
      (phase) => ({ phase }),
    );
    expect(runningEdition([judged, call, next] as never)).toBe(call);
    expect(runningEdition([judged] as never)).toBe(judged);
    expect(runningEdition([call, judging] as never)).toBeUndefined();
    expect(runningEdition([judged, next] as never)).toBeUndefined();
    expect(runningEdition([])).toBeUndefined();
  });
});
