import type { Route } from '~/shell';

const messages: Route['messages'] = ['mail', 'lists'];

export const routes: Route[] = [
  {
    path: '/staff/mails',
    page: () => import('./pages/Mails.svelte'),
    messages,
    access: 'staff',
  },
  {
    path: '/staff/mails/:id',
    page: () => import('./pages/Mail.svelte'),
    messages,
    access: 'staff',
  },
];
