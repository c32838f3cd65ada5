import type { Route } from '~/shell';

const messages: Route['messages'] = ['texts'];
const page: Route['page'] = () => import('./pages/Text.svelte');

export const routes: Route[] = [
  { path: '/privacy', page, messages },
  { path: '/imprint', page, messages },
  { path: '/accessibility', page, messages },
  { path: '/contact', page, messages },
  { path: '/staff/texts', page: () => import('./pages/Texts.svelte'), messages, access: 'staff' },
  {
    path: '/staff/texts/:kind',
    page: () => import('./pages/Edit.svelte'),
    messages,
    access: 'staff',
  },
];
