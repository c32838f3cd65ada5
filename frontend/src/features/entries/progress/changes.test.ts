import { expect, it } from 'vitest';
import type { Section } from '~/features/editions';
import type { Entry, SubmittedVersion } from '../data';
import { changedFields } from './changes';

const field = (key: string): unknown => ({ key, label: key, answer: { kind: 'text' } });
const keys = ['title', 'summary', 'partners', 'truth', 'photos'];
const submitted = {
  form: { sections: [{ key: 'one', fields: keys.map(field) }] },
  answers: { title: 'Doors', partners: ['Red Cross'], truth: false },
  attachments: { photos: [{ id: 'p1' }] },
} as unknown as SubmittedVersion;

const changed = (answers: Record<string, unknown>, photos: string[]): string[] => {
  const entry = {
    answers: Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, { value }])),
    attachments: { photos: photos.map((id) => ({ id })) },
  } as unknown as Entry;
  return changedFields(entry, submitted).map((one) => one.key);
};

it('what differs from what was submitted is found, and nothing else', () => {
  const same = { title: 'Doors', summary: ' ', partners: ['Red Cross'], truth: false };
  expect(changed(same, ['p1'])).toEqual([]);
  expect(changed({ ...same, truth: null }, ['p1'])).toEqual([]);
  expect(changed({ ...same, title: 'Doors, painted' }, ['p1'])).toEqual(['title']);
  expect(changed({ ...same, partners: [] }, ['p1'])).toEqual(['partners']);
  expect(changed({ ...same, truth: true }, ['p1', 'p2'])).toEqual(['truth', 'photos']);
});

it('a question that is no longer asked has changed, and so has one that is asked since', () => {
  const entry = {
    answers: { title: { value: 'Doors' }, since: { value: '2019' } },
    attachments: { photos: [{ id: 'p1' }] },
  } as unknown as Entry;
  const asked = [{ key: 'one', fields: ['title', 'since', 'role'].map(field) }] as Section[];
  const found = changedFields(entry, submitted, asked).map((one) => one.key);
  expect(found).toEqual(['partners', 'photos', 'since']);
});
