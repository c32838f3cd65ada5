import { expect, it } from 'vitest';
import { narrow } from './goto';

const places = ['Results: Jury final', 'Éditions', 'E-mails', 'Assignments: Shortlist'].map(
  (label) => ({ label }),
);
const found = (typed: string): string[] => narrow(typed, places).map(({ label }) => label);

it('finds a place by the beginning of any of its words', () => {
  expect(found('jur')).toEqual(['Results: Jury final']);
  expect(found('mails')).toEqual(['E-mails']);
  expect(found('short assign')).toEqual(['Assignments: Shortlist']);
  expect(found('nowhere')).toEqual([]);
});

it('takes letters without their accents, in any case', () => {
  expect(found('EDIT')).toEqual(['Éditions']);
});

it('shows every place before anything is typed', () => {
  expect(found(' ')).toHaveLength(places.length);
});
