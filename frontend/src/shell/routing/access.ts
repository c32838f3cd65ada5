import type { Route } from './route';
import { session } from '../session.svelte';

/** Sends people without the right to the sign-in page, and back afterwards. */
export function redirectFor(route: Route, to: URL): string | undefined {
  const access = route.access ?? 'anyone';
  if (access === 'anyone' || session.unreachable) return undefined;
  if (!session.me) return `/sign-in?next=${encodeURIComponent(to.pathname + to.search)}`;
  return undefined;
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
