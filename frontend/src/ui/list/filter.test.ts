import { expect, it } from 'vitest';
import { leavesOut, turned, wordsOf } from './filter';

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
