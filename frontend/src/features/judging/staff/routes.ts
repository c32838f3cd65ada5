import type { Route } from '~/shell';

const messages: Route['messages'] = ['staff', 'judging-staff', 'lists'];

export const routes: Route[] = [
  {
    path: '/staff/:programme/:edition/judges',
    page: () => import('./pages/Judges.svelte'),
    messages,
    access: 'staff',
  },
  {
    path: '/staff/:programme/:edition/rounds/:round',
    page: () => import('./pages/Round.svelte'),
    messages,
    access: 'staff',
  },
];
