import { expect, it } from 'vitest';
import { Problem } from '~/api';
import { tolerant } from './tolerant';

const refused = (...names: string[]): Problem =>
  new Problem(422, {
    type: '/problems/invalid',
    errors: names.map((pointer) => ({ pointer, code: 'unknown' })),
  });

it('shows the list without what is not understood, and names it', async () => {
  const asked: object[] = [];
  const load = (query: Record<string, string | undefined>): Promise<string> => {
    asked.push(query);
    if (query['state'] === 'won') return Promise.reject(refused('state'));
    if (query['after'] === 'x') return Promise.reject(refused('after'));
    return Promise.resolve('list');
  };
  const query = { state: 'won', after: 'x', q: 'osijek' };
  expect(await tolerant(query, load)).toEqual({ list: 'list', ignored: ['state', 'after'] });
  expect(asked.at(-1)).toEqual({ q: 'osijek' });
});

it('does not hide any other failure', async () => {
  const fail = (error: Problem): Promise<unknown> =>
    tolerant({ q: 'a' }, () => Promise.reject(error));
  await expect(fail(refused('other'))).rejects.toThrow();
  await expect(fail(new Problem(500))).rejects.toThrow();
});
