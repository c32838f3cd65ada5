import type { Route } from '~/shell';

export const routes: Route[] = [
  { path: '/nominee', page: () => import('./pages/Nominee.svelte'), messages: ['nominees'] },
];
