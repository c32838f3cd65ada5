import type { Route } from '~/shell';

const messages: Route['messages'] = ['judging'];

export const routes: Route[] = [
  {
    path: '/judging',
    page: () => import('./pages/Home.svelte'),
    messages,
    access: 'judge',
  },
  {
    path: '/judging/:programme/:edition/:round',
    page: () => import('./pages/List.svelte'),
    messages,
    access: 'judge',
  },
  {
    path: '/judging/assignments/:id',
    page: () => import('./pages/Entry.svelte'),
    messages,
    access: 'judge',
  },
];
