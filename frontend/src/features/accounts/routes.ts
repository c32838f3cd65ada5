import type { Route } from '~/shell';

export const routes: Route[] = [
  { path: '/sign-in', page: () => import('./pages/SignIn.svelte'), messages: ['accounts'] },
  { path: '/register', page: () => import('./pages/Register.svelte'), messages: ['accounts'] },
  { path: '/confirm', page: () => import('./pages/Confirm.svelte'), messages: ['accounts'] },
  { path: '/forgotten', page: () => import('./pages/Forgotten.svelte'), messages: ['accounts'] },
  { path: '/reset', page: () => import('./pages/Reset.svelte'), messages: ['accounts'] },
  {
    path: '/invitation',
    page: () => import('./pages/Invitation.svelte'),
    messages: ['accounts', 'invitation'],
  },
  { path: '/setup', page: () => import('./pages/SetUp.svelte'), messages: ['accounts'] },
  {
    path: '/account',
    page: () => import('./pages/Account.svelte'),
    messages: ['accounts', 'account'],
    access: 'signed_in',
  },
];
