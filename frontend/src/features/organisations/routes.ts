import type { Route } from '~/shell';

const page = { messages: ['organisations'], access: 'signed_in' } satisfies Partial<Route>;

export const routes: Route[] = [
  { ...page, path: '/organisations', page: () => import('./pages/Organisations.svelte') },
  { ...page, path: '/organisations/new', page: () => import('./pages/NewOrganisation.svelte') },
  { ...page, path: '/organisations/:id', page: () => import('./pages/Organisation.svelte') },
];
