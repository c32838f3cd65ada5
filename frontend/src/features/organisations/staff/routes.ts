import type { Route } from '~/shell';

const page = {
  messages: ['organisations', 'organisations-staff', 'lists'],
  access: 'staff',
} satisfies Partial<Route>;

export const routes: Route[] = [
  { ...page, path: '/staff/organisations', page: () => import('./pages/Organisations.svelte') },
  { ...page, path: '/staff/organisations/doubles', page: () => import('./pages/Doubles.svelte') },
];
