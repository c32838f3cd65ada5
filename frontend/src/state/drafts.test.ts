import { expect, it } from 'vitest';
import { type Kept, newest } from './drafts';

const about = { label: '', href: '' };
const put = { path: '', body: '' };
const kept = (key: string, page: string, value: string, at: number): Kept => ({
  key,
  page,
  draft: { value, base: 1, at, put, about },
});

it('the newest draft of a field counts, whichever page wrote it, and however long ago', () => {
  const all = [
    kept('entry/a/title', 'page-1', 'older', 100),
    kept('entry/a/title', 'page-2', 'newer', 101),
    kept('entry/a/title_2', 'page-1', 'of another field', 102),
  ];
  expect(newest(all, 'entry/a/title')?.draft.value).toBe('newer');
  expect(newest(all, 'entry/b/title')).toBeUndefined();
});
