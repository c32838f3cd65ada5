import type { Route } from '~/shell';

export const routes: Route[] = [
  { path: '/', page: () => import('./pages/Home.svelte'), messages: ['editions'] },
  {
    path: '/call/:programme/:edition',
    page: () => import('./pages/Call.svelte'),
    messages: ['editions'],
  },
  {
    path: '/call/:programme/:edition/questions',
    page: () => import('./pages/Questions.svelte'),
    messages: ['editions', 'ui'],
  },
];
