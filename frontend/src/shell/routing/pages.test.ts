import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { pagePaths } from '../../../plugins/pages';
import { routes } from './routes';

it('gives the server every page of the router and no other', async () => {
  const paths = await pagePaths(fileURLToPath(new URL('../..', import.meta.url)));
  const own = routes.map((route) => route.path).filter((path) => path !== '/_kitchen');
  expect(paths).toEqual(own.sort());
  expect(paths).toContain('/judging');
});
