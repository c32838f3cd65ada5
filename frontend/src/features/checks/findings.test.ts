import { expect, it } from 'vitest';
import type { AnsweredField, StaffAttachment, StaffEntry } from './data';
import { findingsOf, lackOf } from './findings';

const field = (key: string, text: string[], required = true): AnsweredField => ({
  key,
  label: `What is ${key}?`,
  kind: 'text',
  required,
  judges: true,
  answer: null,
  text,
});
const file = (of: string, unclean: boolean): StaffAttachment => ({
  id: of,
  field: of,
  label: of,
  name: `${of}.pdf`,
  media_type: 'application/pdf',
  size_bytes: 1,
  alt_text: '',
  url: '',
  unclean,
});

function entry(fields: AnsweredField[], attachments: StaffAttachment[] = []): StaffEntry {
  const organisation = {
    id: 'o',
    name: 'O',
    kind: { key: 'k', name: 'K' },
    country: 'HR',
    city: 'Osijek',
  };
  return {
    id: 'e',
    version: 1,
    edition: { programme: 'p', edition: 'e', name: 'E' },
    category: { key: 'c', name: 'C' },
    title: '',
    state: 'submitted',
    state_reason: '',
    created_at: '',
    updated_at: '',
    sections: [{ key: 's', title: 'S', fields }],
    attachments,
    organisation,
    contacts: [],
    rules: [],
    checks: [],
    versions: [],
    assignments: [],
    judging_withheld: false,
    possible_results: [],
  };
}

it('names the required questions that are not answered', () => {
  const found = findingsOf(entry([field('a', ['yes']), field('b', ['']), field('c', [], false)]));
  expect(found).toEqual([{ key: 'answers', met: false, there: 1, of: 2, names: ['What is b?'] }]);
});

it('takes a file for the answer of its question', () => {
  const found = findingsOf(entry([field('a', [])], [file('a', false)]));
  expect(found.map((one) => [one.key, one.met])).toEqual([
    ['answers', true],
    ['files', true],
  ]);
});

it('names the files that judges do not get', () => {
  const found = findingsOf(entry([], [file('report', true), file('plan', false)]));
  expect(found).toEqual([{ key: 'files', met: false, there: 1, of: 2, names: ['report.pdf'] }]);
});

it('marks the section of a required answer that is missing, be it a text or a file', () => {
  const lack = (fields: AnsweredField[], files: StaffAttachment[] = []): string | undefined =>
    lackOf(entry(fields, files), { fields });
  const photo = { ...field('photo', []), kind: 'file' };
  expect(lack([field('a', ['yes']), field('b', [], false)])).toBeUndefined();
  expect(lack([field('a', [''])])).toBe('missing');
  expect(lack([photo])).toBe('missing');
  expect(lack([photo], [file('photo', false)])).toBeUndefined();
});

it('marks the section of a file that judges do not get, and no other', () => {
  const photo = { ...field('photo', []), kind: 'file' };
  const whole = entry([photo, field('a', ['yes'])], [file('photo', true)]);
  expect(lackOf(whole, { fields: [photo] })).toBe('unclean');
  expect(lackOf(whole, { fields: [field('a', ['yes'])] })).toBeUndefined();
});
