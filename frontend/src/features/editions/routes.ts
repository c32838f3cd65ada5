import type { Route } from '~/shell';

const call = ({ programme, edition }: Record<string, string>): string[] => [
  `/api/editions/${programme}/${edition}`,
];

export const routes: Route[] = [
  {
    path: '/',
    page: () => import('./pages/Home.svelte'),
    messages: ['editions'],
    data: () => ['/api/editions'],
  },
  {
    path: '/call/:programme/:edition',
    data: call,
    page: () => import('./pages/Call.svelte'),
    messages: ['editions'],
  },
  {
    path: '/call/:programme/:edition/questions',
    data: call,
    page: () => import('./pages/Questions.svelte'),
    messages: ['editions', 'ui'],
  },
];
