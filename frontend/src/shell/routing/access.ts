import { request } from '~/api';
import type { EditionSummary } from '~/api/generated';
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
export async function homePath(): Promise<string> {
  if (session.isStaff) return staffHome();
  if (session.isJudge) return '/judging';
  return session.me ? '/entries' : '/';
}

/** The overview of the edition that runs; the list of editions where that is none or several. */
async function staffHome(): Promise<string> {
  const all = await request<EditionSummary[]>('GET', '/api/staff/editions').catch(() => []);
  const one = runningEdition(all);
  return one ? `/staff/${one.programme}/${one.edition}` : '/staff';
}

/** The only edition in which something goes on, or the only one there is. */
export function runningEdition<Edition extends Pick<EditionSummary, 'phase'>>(
  all: readonly Edition[],
): Edition | undefined {
  const running = all.filter(({ phase }) => phase !== 'announced' && phase !== 'judged');
  const those = running.length ? running : all;
  return those.length === 1 ? those[0] : undefined;
}
