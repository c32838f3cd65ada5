import type { Route } from '~/shell';

export const routes: Route[] = [
  {
    path: '/staff/system',
    page: () => import('./pages/System.svelte'),
    messages: ['operation'],
    access: 'staff',
  },
];
