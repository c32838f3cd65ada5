import type { Route } from '~/shell';

export const routes: Route[] = [
  {
    path: '/staff/:programme/:edition/exports',
    page: () => import('./pages/Exports.svelte'),
    messages: ['staff', 'exports'],
    access: 'staff',
  },
];
