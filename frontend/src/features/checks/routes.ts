import type { Route } from '~/shell';

const messages: Route['messages'] = ['staff', 'checks', 'lists'];

export const routes: Route[] = [
  {
    path: '/staff/:programme/:edition',
    page: () => import('./pages/Overview.svelte'),
    messages,
    access: 'staff',
  },
  {
    path: '/staff/:programme/:edition/entries',
    page: () => import('./pages/Entries.svelte'),
    messages,
    access: 'staff',
  },
  {
    path: '/staff/:programme/:edition/entries/:id',
    page: () => import('./pages/Entry.svelte'),
    messages: ['staff', 'checks', 'editions', 'judging-staff', 'lists'],
    access: 'staff',
  },
];
