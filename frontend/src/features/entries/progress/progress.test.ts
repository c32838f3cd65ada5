import { describe, expect, it } from 'vitest';
import type { Section } from '~/features/editions';
import type { Answer, EntryProblem } from '../data';
import { isEmpty, progressOf } from './progress';

const field = (key: string, required: boolean): Section['fields'][number] => ({
  key,
  label: key,
  required,
  public: false,
  judges: true,
  answer: { kind: 'text', max_chars: 10 },
});
const project: Section = {
  key: 'project',
  title: 'Project',
  fields: [field('title', true), field('summary', true), field('end', false)],
};
const extras: Section = { key: 'extras', title: 'Extras', fields: [field('video', false)] };
const answer = (value: Answer['value']): Answer => ({
  value,
  version: 1,
  updated_at: '',
  updated_by: '',
  yours: true,
});
const problem = (field: string, code: EntryProblem['code']): EntryProblem => ({
  field,
  code,
  pointer: `/answers/${field}`,
});
const missing = (field: string): EntryProblem => problem(field, 'missing');

describe('how far a section is', () => {
  it('has not started while nothing is answered', () => {
    const entry = { answers: { title: answer('  ') }, attachments: {} };
    expect(progressOf(project, entry, [missing('title'), missing('summary')])).toEqual({
      state: 'new',
      missing: 2,
      wrong: 0,
    });
  });

  it('counts missing and wrong answers of its own fields only', () => {
    const entry = { answers: { title: answer('Doors') }, attachments: {} };
    const problems = [
      missing('summary'),
      problem('title', 'too_many_characters'),
      missing('elsewhere'),
    ];
    expect(progressOf(project, entry, problems)).toEqual({
      state: 'started',
      missing: 1,
      wrong: 1,
    });
  });

  it('is done when nothing is missing', () => {
    const entry = { answers: { title: answer('a'), summary: answer('b') }, attachments: {} };
    expect(progressOf(project, entry, []).state).toBe('done');
  });

  it('is not called done when all its questions are optional and none is answered', () => {
    expect(progressOf(extras, { answers: {}, attachments: {} }, []).state).toBe('new');
    expect(progressOf(extras, { answers: { video: answer('x') }, attachments: {} }, []).state).toBe(
      'done',
    );
  });
});

it('takes "no" for an answer, but not blank lines', () => {
  expect(isEmpty(false)).toBe(false);
  expect(isEmpty(['', ' '])).toBe(true);
});
