import type { Component } from 'svelte';
import { tick } from 'svelte';
import { loadMessages } from '~/text/messages';
import { announce } from './announcer.svelte';
import {
  matchRoute,
  type Frame,
  type FrameProps,
  type Match,
  type PageProps,
  type Route,
} from './route';
import { ScrollMemory } from './scroll';

/** The screen that is shown. */
export interface Shown extends PageProps {
  path: string;
  /** Counts the screens that were shown: another one is drawn anew. */
  visit: number;
  /** Absent when no screen has this address, or it could not be loaded. */
  page?: Component<PageProps>;
  /** What stands around it in place of the bar. */
  frame?: Component<FrameProps>;
  failed?: boolean;
}

/** Asked before the person leaves a page: resolves to true to let them. */
export type LeaveGuard = () => Promise<boolean> | boolean;

interface GoOptions {
  /** Takes the place of the present address in the history. */
  replace?: boolean;
}

/** Decides where someone is sent instead; undefined lets them through. */
type Redirect = (route: Route, to: URL) => string | undefined;

/** The frame this person gets around a page. */
type Framed = (route: Route) => Frame | undefined;

interface Place {
  index: number;
}

/** Addresses to screens, by the History API. Owns focus, scroll position and the leave-guard. */
export class Router {
  shown = $state.raw<Shown>();
  /** True while the next screen is being fetched. */
  loading = $state(false);

  #routes: readonly Route[] = [];
  #redirect: Redirect = () => undefined;
  #framed: Framed = () => undefined;
  #index = 0;
  #turn = 0;
  #guard: LeaveGuard | undefined;
  #scroll = new ScrollMemory();
  #titled = true;

  /** Shows the present address and listens to links and the Back button. */
  async start(routes: readonly Route[], redirect: Redirect, framed: Framed): Promise<void> {
    this.#routes = routes;
    this.#redirect = redirect;
    this.#framed = framed;
    history.scrollRestoration = 'manual';
    this.#scroll.start(() => this.#index);
    this.#index = (history.state as Place | null)?.index ?? this.#scroll.unused;
    history.replaceState({ index: this.#index }, '');
    addEventListener('popstate', () => void this.#moved());
    // A page that was missed is fetched with all it needs: a browser may remember what it could not load.
    addEventListener('online', () => this.shown?.failed && location.reload());
    addEventListener('beforeunload', (event) => this.#guard && event.preventDefault());
    document.addEventListener('click', (event) => this.#clicked(event));
    await this.#show(new URL(location.href), 'start');
  }

  /** Goes to an address of this application. */
  async go(to: string, { replace = false }: GoOptions = {}): Promise<void> {
    const url = new URL(to, location.href);
    if (!(await this.#mayLeave(url))) return;
    this.#scroll.keep(this.#index);
    if (!replace) this.#index += 1;
    const place: Place = { index: this.#index };
    if (replace) history.replaceState(place, '', url);
    else history.pushState(place, '', url);
    await this.#show(url, 'go');
  }

  /** Changes parts of the query; empty values leave it. The screen stays, and so does the focus. */
  async setQuery(
    change: Record<string, string | number | undefined>,
    options: GoOptions = {},
  ): Promise<void> {
    await this.go(this.withQuery(change), options);
  }

  /** The present address with another query, for links. */
  withQuery(change: Record<string, string | number | undefined>): string {
    const query = new URLSearchParams(this.shown?.query);
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined || value === '') query.delete(name);
      else query.set(name, String(value));
    }
    return `${this.shown?.path ?? '/'}${query.size ? `?${query}` : ''}`;
  }

  /** Asks before this page is left. Returns the way to stop asking; call it when the page goes. */
  guard(ask: LeaveGuard): () => void {
    this.#guard = ask;
    return () => {
      if (this.#guard === ask) this.#guard = undefined;
    };
  }

  /** Called by the page as soon as it knows its title: says where one has arrived, once. */
  arrived(title: string): void {
    if (this.#titled) return;
    this.#titled = true;
    announce(title);
  }

  async #again(url: URL): Promise<void> {
    if (!this.#guard || (await this.#guard())) await this.#show(url, 'again');
  }

  async #moved(): Promise<void> {
    const url = new URL(location.href);
    // Without a place: a new fragment was put into the address by hand, as with a pasted link.
    const index = (history.state as Place | null)?.index ?? this.#index + 1;
    if (history.state === null) history.replaceState({ index }, '');
    if (!(await this.#mayLeave(url))) {
      // The browser has moved already: put it back where the person stays.
      history.go(this.#index - index);
      return;
    }
    if (index === this.#index && url.pathname === this.shown?.path) return;
    this.#scroll.keep(this.#index);
    this.#index = index;
    await this.#show(url, 'back');
  }

  async #mayLeave(url: URL): Promise<boolean> {
    if (!this.#guard || url.pathname === this.shown?.path) return true;
    return this.#guard();
  }

  async #show(url: URL, how: 'start' | 'go' | 'again' | 'back'): Promise<void> {
    const turn = ++this.#turn;
    const match = matchRoute(this.#routes, url.pathname);
    const elsewhere = match && this.#redirect(match.route, url);
    if (elsewhere) return this.go(elsewhere, { replace: true });
    const same = this.shown?.path === url.pathname && !url.hash && how !== 'again';
    const next = same && this.shown ? this.shown : await this.#load(match, url);
    // A later click overtook this one.
    if (turn !== this.#turn) return;
    this.#titled = same || how === 'start';
    this.shown = { ...next, query: url.searchParams };
    await tick();
    if (how !== 'start' && !same) document.getElementById('main')?.focus({ preventScroll: true });
    if (how === 'back' || how === 'start') this.#scroll.bringBack(this.#index);
    else if (!same) scrollTo(0, 0);
  }

  async #load(match: Match | undefined, url: URL): Promise<Shown> {
    const visit = (this.shown?.visit ?? 0) + 1;
    const shown = {
      path: url.pathname,
      visit,
      params: match?.params ?? {},
      query: url.searchParams,
    };
    if (!match) return shown;
    this.loading = true;
    try {
      const frame = this.#framed(match.route);
      const [module, around] = await Promise.all([
        match.route.page(),
        frame?.load(),
        loadMessages([...match.route.messages, ...(frame?.messages ?? [])]),
      ]);
      const token = takeToken(url);
      const page = module.default as Component<PageProps>;
      return { ...shown, token, page, frame: around?.default };
    } catch {
      return { ...shown, failed: true };
    } finally {
      this.loading = false;
    }
  }

  #clicked(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
    event.preventDefault();
    if (url.hash && url.pathname === location.pathname) return goToPart(url.hash.slice(1));
    // A link to where one is begins it anew, with its form empty or after it could not be shown.
    if (url.href === location.href) void this.#again(url);
    else void this.go(url.href);
  }
}

/** A link within the page: shows the part and reads on from there, without a new address. */
function goToPart(id: string): void {
  const part = document.getElementById(decodeURIComponent(id));
  part?.scrollIntoView({ block: 'start' });
  if (part && part.tabIndex < 0) part.setAttribute('tabindex', '-1');
  part?.focus({ preventScroll: true });
}

/** Secrets of mailed links stand after the `#`: they are taken out of the address at once. */
function takeToken(url: URL): string | undefined {
  if (url.hash.length < 2) return undefined;
  history.replaceState(history.state, '', url.pathname + url.search);
  return decodeURIComponent(url.hash.slice(1));
}

/** The router of this page. */
export const router = new Router();
