import { expect, it } from 'vitest';
import { type Draft, newest } from './drafts';

const day = 24 * 3600 * 1000;

const draft = (value: string, at: number): Draft<string> => ({ value, base: 1, at });

it('the newest live draft of a field counts, whichever page wrote it', () => {
  const kept: [string, Draft<string>][] = [
    ['entry/a/title|page-1', draft('older', 100 * day)],
    ['entry/a/title|page-2', draft('newer', 101 * day)],
    ['entry/a/title_2|page-1', draft('of another field', 102 * day)],
  ];
  expect(newest(kept, 'entry/a/title', 103 * day)?.[1].value).toBe('newer');
  expect(newest(kept, 'entry/a/title', 114.5 * day)?.[1].value).toBe('newer');
  expect(newest(kept, 'entry/a/title', 116 * day)).toBeUndefined();
  expect(newest(kept, 'entry/b/title', 103 * day)).toBeUndefined();
});
