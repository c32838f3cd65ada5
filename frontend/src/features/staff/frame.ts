import type { Frame } from '~/shell';

export const frame: Frame = {
  around: 'staff',
  load: () => import('./frame/StaffFrame.svelte'),
  messages: ['staff'],
};
