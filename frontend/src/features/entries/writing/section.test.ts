import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '~/api';
import type { Section } from '~/features/editions';
import type { AnswerSaved, Entry, EntryProblem, OpenEntry } from '../data';

const putAnswer = vi.fn<(...sent: unknown[]) => Promise<AnswerSaved>>();
vi.mock('~/state/put', () => ({ sendPut: (...sent: unknown[]) => putAnswer(...sent) }));
const { SectionAnswers } = await import('./section.svelte');

type SectionStorage = Entry['storage'] | undefined;

const section = {
  key: 'project',
  title: 'Project',
  fields: [
    { key: 'title', required: true, answer: { kind: 'text', max_chars: 10 } },
    { key: 'truth', required: true, answer: { kind: 'consent', text_version: '1' } },
    { key: 'photos', required: false, answer: { kind: 'images' } },
  ],
} as Section;
const answer = { value: 'Doors', version: 3, updated_at: '', updated_by: 'Ivan', yours: false };
const entry = {
  id: 'e',
  answers: { title: answer },
  attachments: {},
  not_asked: [],
} as unknown as Entry;
/** The entry as it is loaded, with what it lacks. */
const open = (problems: EntryProblem[] = [], more: Partial<Entry> = {}): OpenEntry =>
  ({
    entry: { ...entry, ...more },
    call: { form: { sections: [section] } },
    problems,
  }) as OpenEntry;
const missing = { field: 'truth', code: 'consent_missing', pointer: '' } as EntryProblem;
const long = {
  field: 'title',
  code: 'too_many_characters',
  pointer: '',
  limit: 10,
} as EntryProblem;
const saved = (version: number, ...problems: EntryProblem[]): AnswerSaved => ({
  version,
  saved_at: '2023-06-12T21:41:07.000Z',
  problems,
  doubts: [],
});

beforeEach(() => {
  putAnswer.mockReset();
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
});

describe('the answers of a section', () => {
  it('are saved one by one, each on its own version, and files not at all', async () => {
    putAnswer.mockResolvedValueOnce(saved(4)).mockResolvedValueOnce(saved(1));
    const answers = new SectionAnswers(open(), section);
    expect(Object.keys(answers.saves)).toEqual(['title', 'truth']);
    answers.saves['title']?.set('Open doors');
    answers.saves['truth']?.set(true);
    expect(await answers.settle()).toEqual([]);
    expect(putAnswer.mock.calls).toEqual([
      [{ path: '/api/entries/e/answers/title', body: { value: 'Open doors' } }, 3],
      [{ path: '/api/entries/e/answers/truth', body: { value: true } }, 0],
    ]);
  });

  it('name the room for files only where little is left', () => {
    const of = (used_bytes: number): SectionStorage =>
      new SectionAnswers(open([], { storage: { used_bytes, limit_bytes: 100 } }), section).storage;
    expect([of(79), of(80)]).toEqual([undefined, { used_bytes: 80, limit_bytes: 100 }]);
    expect(new SectionAnswers(open(), section).storage).toBeUndefined();
  });

  it('are not called wrong before the person has left the field', async () => {
    putAnswer.mockResolvedValue(saved(4, long));
    const answers = new SectionAnswers(open(), section);
    answers.saves['title']?.set('Open doors for everyone');
    await answers.saves['title']?.flush();
    expect(answers.errorOf('title')).toBeUndefined();
    await answers.leave('title');
    expect(answers.errorOf('title')).toBeDefined();
  });

  it('are not called missing when the person only passes by', async () => {
    const answers = new SectionAnswers(open([missing]), section);
    await answers.leave('truth');
    expect(answers.errorOf('truth')).toBeUndefined();
    expect(putAnswer).not.toHaveBeenCalled();
  });

  it('stop being called missing once they are given, and not before', async () => {
    putAnswer.mockResolvedValueOnce(saved(1)).mockResolvedValueOnce(saved(2));
    const answers = new SectionAnswers(open([missing]), section, { reveal: true });
    answers.saves['truth']?.set(false);
    await answers.settle();
    expect(answers.errorOf('truth')).toBeDefined();
    answers.saves['truth']?.set(true);
    await answers.settle();
    expect(answers.errorOf('truth')).toBeUndefined();
  });

  it('keep the person on the page while two versions wait for a choice', async () => {
    const current = { value: 'Their title', version: 9, updated_by: 'Ivan', yours: false };
    putAnswer.mockRejectedValueOnce(new Problem(412, { current }));
    const answers = new SectionAnswers(open(), section);
    answers.saves['title']?.set('My title');
    expect(await answers.settle()).toMatchObject([{ field: 'title' }]);
    await answers.saves['title']?.takeTheirs();
    expect(await answers.settle()).toEqual([]);
    expect(answers.saves['title']?.value).toBe('Their title');
  });

  it('take over what a colleague saved, but never over what is being written', () => {
    const theirs = { ...answer, value: 'Their title', version: 7 };
    const answers = new SectionAnswers(open(), section);
    answers.refresh(open([], { answers: { title: theirs } }), answers.count);
    expect(answers.saves['title']?.value).toBe('Their title');
    putAnswer.mockResolvedValue(saved(8));
    answers.saves['title']?.set('Mine');
    answers.refresh(open([], { answers: { title: { ...theirs, version: 9 } } }), answers.count);
    expect(answers.saves['title']?.value).toBe('Mine');
  });
});
