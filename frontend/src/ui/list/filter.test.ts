import { beforeAll, expect, it } from 'vitest';
import { loadMessages } from '~/text/messages';
import { leavesOut, saidOf, turned, wordsOf } from './filter';

beforeAll(() => loadMessages(['lists']));

const state = {
  key: 'state',
  label: 'State',
  options: [
    { value: 'draft', label: 'Draft' },
    { value: 'withdrawn', label: 'Withdrawn' },
  ],
  not: true,
};

it('says one value or several in words, also of what is left out', () => {
  expect(wordsOf(state, 'draft')).toBe('Draft');
  expect(wordsOf(state, '-draft,-withdrawn')).toBe('Draft and Withdrawn');
  expect(wordsOf(state, 'unknown')).toBe('unknown');
});

it('turns what is shown into what is left out, and back', () => {
  expect(turned('draft,withdrawn', true)).toBe('-draft,-withdrawn');
  expect(turned('-draft', false)).toBe('draft');
  expect(leavesOut('-draft')).toBe(true);
  expect(leavesOut(undefined)).toBe(false);
});

it('says a day as people read it, whatever an address holds', () => {
  const from = { key: 'from', label: 'Submitted from', options: [], day: true };
  expect(wordsOf(from, '2023-06-30')).toMatch(/30/);
  expect(wordsOf(from, 'yesterday')).toBe('yesterday');
});

it('says what an address is narrowed by, and nothing of the rest of it', () => {
  const kind = { key: 'kind', label: 'Kind', options: [{ value: 'ngo', label: 'Association' }] };
  const query = new URLSearchParams('page=2&kind=ngo&state=-draft&q=boats');
  expect(saidOf([state, kind], query)).toEqual([
    { key: 'state', said: 'State is not Draft' },
    { key: 'kind', said: 'Kind is Association' },
  ]);
  expect(saidOf([state], new URLSearchParams('state='))).toEqual([]);
});
