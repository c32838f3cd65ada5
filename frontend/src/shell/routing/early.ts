import { warm } from '~/api/transport';
import { loadMessages } from '~/text/messages';
import { matchRoute, type Route } from './route';

const key = 'palmares.signed-in';

/** Remembers that somebody is signed in here, so that the next visit may ask for their things at once. */
export function rememberSignedIn(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(key, 'yes');
    else localStorage.removeItem(key);
  } catch {
    // Without it a visit only begins a little later.
  }
}

/** Begins to fetch what the page at an address needs, while it is still asked who is there. */
export function begin(routes: readonly Route[], { pathname, searchParams }: URL): void {
  const match = matchRoute(routes, pathname);
  if (!match) return;
  const { page, messages, access = 'anyone', data } = match.route;
  if (access !== 'anyone' && localStorage.getItem(key) !== 'yes') return;
  void page().catch(() => undefined);
  void loadMessages(messages).catch(() => undefined);
  for (const path of data?.(match.params, searchParams) ?? []) warm(path);
}
