import type { Route } from '~/shell';

const page = {
  messages: ['entries', 'editions', 'files'],
  access: 'signed_in',
} satisfies Partial<Route>;

export const routes: Route[] = [
  { ...page, path: '/entries', page: () => import('./pages/Entries.svelte') },
  { ...page, path: '/entries/new', page: () => import('./pages/StartEntry.svelte') },
  { ...page, path: '/entries/:id', page: () => import('./pages/Entry.svelte') },
  { ...page, path: '/entries/:id/check', page: () => import('./pages/Check.svelte') },
  { ...page, path: '/entries/:id/receipt', page: () => import('./pages/Receipt.svelte') },
  { ...page, path: '/entries/:id/:section', page: () => import('./pages/Section.svelte') },
];
