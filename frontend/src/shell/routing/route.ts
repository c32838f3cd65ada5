import type { Component, Snippet } from 'svelte';
import type { Feature } from '~/text';

/** What every page is given. */
export interface PageProps {
  /** Parts of the path: `/entries/:id` → `params.id`. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** Token after the `#` of a mailed link; already gone from the address. */
  token?: string;
}

export type Access = 'anyone' | 'signed_in' | 'judge' | 'staff';

/** One address and the screen behind it. */
export interface Route {
  /** `/entries/:id/:section`; a fixed part wins over a parameter. */
  path: string;
  // A page may leave out the props it does not need.
  page: () => Promise<{ default: Component<PageProps> | Component<Record<string, never>> }>;
  /** The features whose texts the page needs; `ui` and `shell` are always there. */
  messages: Feature[];
  /** What the page asks the server for first; a first visit begins with it at once. */
  data?: (params: Record<string, string>, query: URLSearchParams) => string[];
  /** Who is let in; others are asked to sign in. The server decides, this only spares a dead end. */
  access?: Access;
}

/** What stands around the pages of one kind of person, in place of the bar. */
export interface Frame {
  around: Access;
  load: () => Promise<{ default: Component<FrameProps> }>;
  messages: Feature[];
}

export interface FrameProps {
  children: Snippet;
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Finds the most particular route for a path. */
export function matchRoute(routes: readonly Route[], path: string): Match | undefined {
  const parts = split(path);
  let best: Match | undefined;
  let rank = '';
  for (const route of routes) {
    const wanted = split(route.path);
    if (wanted.length !== parts.length) continue;
    const params = read(wanted, parts);
    // "0" for a fixed part, "1" for a parameter: the smallest is the most particular.
    const own = wanted.map((part) => (part.startsWith(':') ? '1' : '0')).join('');
    if (params && (!best || own < rank)) {
      best = { route, params };
      rank = own;
    }
  }
  return best;
}

function split(path: string): string[] {
  return path.split('/').filter(Boolean);
}

function read(wanted: string[], parts: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const given = parts[i] ?? '';
    if (part.startsWith(':')) {
      const value = decode(given);
      if (value === undefined) return undefined;
      params[part.slice(1)] = value;
    } else if (part !== given) return undefined;
  }
  return params;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
