import type { Route } from '~/shell';

const messages: Route['messages'] = ['staff', 'results', 'judging-staff', 'lists'];

export const routes: Route[] = [
  {
    path: '/staff/:programme/:edition/results/:round',
    page: () => import('./pages/Results.svelte'),
    messages,
    access: 'staff',
  },
  {
    path: '/staff/:programme/:edition/results/:round/:entry',
    page: () => import('./pages/Result.svelte'),
    messages,
    access: 'staff',
  },
];
