import type { Route } from '~/shell';

export const routes: Route[] = [
  {
    path: '/staff/:programme/:edition/edition',
    page: () => import('./pages/Edition.svelte'),
    messages: ['staff', 'editions-staff'],
    access: 'staff',
  },
];
