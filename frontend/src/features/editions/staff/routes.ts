import type { Route } from '~/shell';

export const routes: Route[] = [
  {
    path: '/staff/editions/new',
    page: () => import('./pages/NewEdition.svelte'),
    messages: ['editions-staff'],
    access: 'staff',
  },
  {
    path: '/staff/:programme/:edition/edition',
    page: () => import('./pages/Edition.svelte'),
    messages: ['staff', 'editions-staff'],
    access: 'staff',
  },
  {
    path: '/staff/:programme/:edition/edition/versions/:version',
    page: () => import('./pages/Version.svelte'),
    messages: ['staff', 'editions-staff'],
    access: 'staff',
  },
  {
    path: '/staff/:programme/:edition/preview/:role',
    page: () => import('./pages/Preview.svelte'),
    messages: ['staff', 'editions', 'editions-staff', 'ui'],
    access: 'staff',
  },
];
