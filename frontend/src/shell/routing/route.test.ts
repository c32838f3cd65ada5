import { describe, expect, it } from 'vitest';
import { matchRoute, type Route } from './route';

function routes(...paths: string[]): Route[] {
  return paths.map((path) => ({ path, messages: [], page: () => Promise.reject(new Error(path)) }));
}

const all = routes('/', '/entries', '/entries/:id', '/entries/:id/check', '/entries/:id/:section');

describe('matching an address', () => {
  it.each([
    ['/', '/', {}],
    ['/entries', '/entries', {}],
    ['/entries/', '/entries', {}],
    ['/entries/k3v9', '/entries/:id', { id: 'k3v9' }],
    ['/entries/k3v9/project', '/entries/:id/:section', { id: 'k3v9', section: 'project' }],
  ])('leads %s to %s', (path, route, params) => {
    const match = matchRoute(all, path);
    expect(match?.route.path).toBe(route);
    expect(match?.params).toEqual(params);
  });

  it('prefers a fixed part to a parameter, whatever the order', () => {
    expect(matchRoute(all, '/entries/k3v9/check')?.route.path).toBe('/entries/:id/check');
    expect(matchRoute(all.toReversed(), '/entries/k3v9/check')?.route.path).toBe(
      '/entries/:id/check',
    );
  });

  it('prefers the fixed part that comes first', () => {
    const two = routes('/staff/:programme/mails', '/staff/essa/:edition');
    expect(matchRoute(two, '/staff/essa/mails')?.route.path).toBe('/staff/essa/:edition');
  });

  it('decodes parameters', () => {
    expect(matchRoute(all, '/entries/a%2Fb')?.params).toEqual({ id: 'a/b' });
  });

  it.each(['/nothing', '/entries/a/b/c', '/entries/%E0%A4%A'])('knows no screen for %s', (path) => {
    expect(matchRoute(all, path)).toBeUndefined();
  });
});
