import type { Route } from '~/shell';

const whole = ({ id }: Record<string, string>): string[] => [`/api/entries/${id}/whole`];
const page = {
  messages: ['entries', 'editions', 'files'],
  access: 'signed_in',
} satisfies Partial<Route>;

export const routes: Route[] = [
  {
    ...page,
    data: () => ['/api/entries'],
    path: '/entries',
    page: () => import('./pages/Entries.svelte'),
  },
  { ...page, path: '/entries/new', page: () => import('./pages/StartEntry.svelte') },
  { ...page, data: whole, path: '/entries/:id', page: () => import('./pages/Entry.svelte') },
  { ...page, data: whole, path: '/entries/:id/check', page: () => import('./pages/Check.svelte') },
  {
    ...page,
    data: whole,
    path: '/entries/:id/receipt',
    page: () => import('./pages/Receipt.svelte'),
  },
  {
    ...page,
    data: whole,
    path: '/entries/:id/submitted',
    page: () => import('./pages/Submitted.svelte'),
  },
  {
    ...page,
    data: whole,
    path: '/entries/:id/who-is-nominated',
    page: () => import('./pages/Nominee.svelte'),
  },
  {
    ...page,
    data: whole,
    path: '/entries/:id/:section',
    page: () => import('./pages/Section.svelte'),
  },
];
