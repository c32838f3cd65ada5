import type { Frame, Route } from './route';
import { frames } from './routes';
import { session } from '../session.svelte';

/** Sends people without the right to the sign-in page, and back afterwards. */
export function redirectFor(route: Route, to: URL): string | undefined {
  const access = route.access ?? 'anyone';
  if (access === 'anyone' || session.unreachable) return undefined;
  const here = encodeURIComponent(to.pathname + to.search);
  if (!session.me) return `/sign-in?next=${here}`;
  // Until the address is confirmed there is one thing to do; the account page stays open for it.
  if (!session.me.confirmed && to.pathname !== '/account') return `/confirm?next=${here}`;
  return undefined;
}

/** The frame of a page, for those whose page it is. */
export function frameFor({ access = 'anyone' }: Route): Frame | undefined {
  return access === 'staff' && !session.isStaff ? undefined : frames.get(access);
}

/** Where `next` of the sign-in page may lead: only to a path of our own. */
export function safeNext(next: string | null, fallback: string): string {
  return next && /^\/(?![/\\])/.test(next) ? next : fallback;
}

/** The first page of someone's work. */
export function homePath(): string {
  if (session.isStaff) return '/staff';
  if (session.isJudge) return '/judging';
  return session.me ? '/entries' : '/';
}
