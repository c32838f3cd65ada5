import type { Route } from '~/shell';

export const routes: Route[] = [
  {
    path: '/staff/people',
    page: () => import('./pages/People.svelte'),
    messages: ['accounts', 'accounts-staff', 'lists'],
    access: 'staff',
  },
];
