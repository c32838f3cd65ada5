import type { Route } from '~/shell';

export const routes: Route[] = [
  {
    path: '/staff',
    page: () => import('./pages/Home.svelte'),
    messages: ['staff'],
    access: 'staff',
  },
];
