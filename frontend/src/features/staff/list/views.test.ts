import { expect, it } from 'vitest';
import { plainView, viewOf } from './views';

const filters = ['state', 'country'];
const view = (query: string): string => viewOf(new URLSearchParams(query), filters, '-submitted');

it('is the filters, the search and the order, however the address has them', () => {
  expect(view('state=eligible&q=osijek')).toBe(view('q=osijek&state=eligible'));
  expect(view('sort=title')).toBe('sort=title');
});

it('is the same on every page, in the usual order and with a row explained', () => {
  expect(view('state=draft&after=x&page=2&sort=-submitted&row=k3v9')).toBe('state=draft');
  expect(view('state=')).toBe('');
});

it('is compared by what it holds', () => {
  expect(plainView('state=draft&country=AT', filters)).toBe(view('country=AT&state=draft'));
});
