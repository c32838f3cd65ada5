import type { Frame, Route } from './route';

/** Every feature's `routes.ts` is picked up by itself, and that of its staff screens. */
const features = import.meta.glob<Route[]>(
  ['../../features/*/routes.ts', '../../features/*/staff/routes.ts'],
  { eager: true, import: 'routes' },
);

const kitchen: Route[] = __KITCHEN__
  ? [{ path: '/_kitchen', page: () => import('../../kitchen/Kitchen.svelte'), messages: ['lists'] }]
  : [];

export const routes: Route[] = [...Object.values(features).flat(), ...kitchen];

/** The frames, by the access of the pages they stand around. */
export const frames = new Map(
  Object.values(
    import.meta.glob<Frame>('../../features/*/frame.ts', { eager: true, import: 'frame' }),
  ).map((frame) => [frame.around, frame]),
);
