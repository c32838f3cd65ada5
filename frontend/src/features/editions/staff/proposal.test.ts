import { expect, it, vi } from 'vitest';
import { Problem } from '~/api';
import type { Preview, StaffDocument } from './data';
import { Proposal } from './proposal.svelte';

const preview = (confirm: string): Preview => ({
  programme: 'essa',
  edition: '2027',
  name: 'Awards',
  version: 3,
  confirm,
  form_changes: false,
  differences: [],
  consequences: [],
  warnings: [],
});
const done: StaffDocument = {
  programme: 'essa',
  edition: '2027',
  state: 'published',
  version: 4,
  form_version: 1,
  document: {},
};
const problem = (status: number, slug: string, more: object): Problem =>
  new Problem(status, { type: `/problems/editions/${slug}`, title: slug, ...more });

it('takes what was looked at, and nothing else', async () => {
  const take = vi.fn().mockResolvedValue(done);
  const one = new Proposal({ preview: () => Promise.resolve(preview('a')), take });
  one.write('{}');
  expect(await one.take()).toBeUndefined();
  await one.look();
  one.write('{ }');
  expect(one.preview).toBeUndefined();
  await one.look();
  one.reason = 'A judge more';
  expect(await one.take()).toEqual(done);
  expect(take.mock.calls).toEqual([['{ }', preview('a'), 'A judge more']]);
});

it('shows the new numbers when they have moved since', async () => {
  const take = (): Promise<never> =>
    Promise.reject(problem(409, 'unconfirmed', { preview: preview('b') }));
  const one = new Proposal({ preview: () => Promise.resolve(preview('a')), take });
  await one.look();
  expect(await one.take()).toBeUndefined();
  expect(one.preview?.confirm).toBe('b');
  expect(one.failure).not.toBe('');
});

it('says what has changed since an older copy, and every fault of a wrong one', async () => {
  const since = { version: 3, versions: [], differences: [] };
  const one = new Proposal({
    preview: (text) =>
      Promise.reject(
        text === 'old'
          ? problem(412, 'changed', { current: since })
          : problem(422, 'document', {
              errors: [
                { pointer: '/document/a', code: 'shape', detail: 'line 1, column 2: a: Wrong.' },
                { pointer: '/document', code: 'shape', detail: 'Missing.' },
              ],
            }),
      ),
    take: () => Promise.resolve(done),
  });
  one.write('old');
  await one.look();
  expect(one.since).toEqual(since);
  one.write('wrong');
  expect(one.since).toBeUndefined();
  await one.look();
  expect(one.faults).toEqual(['line 1, column 2: a: Wrong.', 'Missing.']);
});

it('keeps watch over what was written until it is taken', async () => {
  const one = new Proposal({
    preview: () => Promise.resolve(preview('a')),
    take: () => Promise.resolve(done),
  });
  one.begin('{}');
  expect(one.unsaved).toBe(false);
  one.write('{ }');
  expect(one.unsaved).toBe(true);
  const ask = vi.fn().mockReturnValueOnce(false).mockReturnValue(true);
  vi.stubGlobal('confirm', ask);
  one.begin('from a file');
  expect(one.text).toBe('{ }');
  one.begin('from a file');
  expect([one.text, one.unsaved]).toEqual(['from a file', false]);
  one.write('changed');
  await one.look();
  await one.take();
  expect(one.unsaved).toBe(false);
  vi.unstubAllGlobals();
});
