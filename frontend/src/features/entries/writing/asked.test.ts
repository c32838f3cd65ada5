import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Section } from '~/features/editions';
import { loadMessages } from '~/text/messages';
import type { AnswerSaved, Entry, EntryProblem, OpenEntry } from '../data';
import { tasksOf } from '../progress/tasks';

const putAnswer = vi.fn<(...sent: unknown[]) => Promise<AnswerSaved>>();
vi.mock('~/state/put', () => ({ sendPut: (...sent: unknown[]) => putAnswer(...sent) }));
const { SectionAnswers } = await import('./section.svelte');

const text = { kind: 'text', max_chars: 40 };
const applicant = {
  key: 'applicant',
  title: 'Applicant',
  fields: [
    { key: 'member', label: 'Member?', required: false, answer: { kind: 'boolean' } },
    { key: 'since', label: 'Since?', if: 'answer.member', required: true, answer: text },
    { key: 'name', label: 'Name', if: 'answer.member', autofill: 'name', answer: text },
  ],
} as Section;
const board = {
  key: 'board',
  title: 'Board',
  if: 'answer.member',
  fields: [{ key: 'role', label: 'Role', required: true, answer: text }],
} as Section;
const all = ['since', 'name', 'role'];
const open = (more: Partial<Entry> = {}, problems: EntryProblem[] = []): OpenEntry =>
  ({
    entry: { id: 'e', state: 'draft', answers: {}, attachments: {}, not_asked: all, ...more },
    call: { form: { sections: [applicant, board] }, categories: [], subjects: [] },
    problems,
  }) as unknown as OpenEntry;
let version = 0;
const saved = (not_asked?: string[], problems: EntryProblem[] = []): AnswerSaved => ({
  version: (version += 1),
  saved_at: '2023-06-12T21:41:07.000Z',
  problems,
  doubts: [],
  not_asked,
});
const fieldsOf = (problems: EntryProblem[]): string[] => problems.map((one) => one.field);

beforeAll(() => loadMessages(['ui', 'entries']));
beforeEach(() => {
  putAnswer.mockReset();
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
});

describe('the questions that are asked while someone writes', () => {
  it('come with an answer, are missing, and are told of where it was given', async () => {
    const reload = vi.fn();
    const answers = new SectionAnswers(open(), applicant, { reveal: true, reload });
    putAnswer.mockResolvedValue(saved([]));
    answers.saves['member']?.set(true);
    await answers.settle();
    expect(all.map((key) => answers.asked.has(key))).toEqual([true, true, true]);
    expect(answers.asked.told).toEqual({
      by: 'member',
      words: 'There are 2 more questions now. There is a new section: Board.',
    });
    const now = answers.in(open());
    expect(fieldsOf(now.problems)).toEqual(['since', 'role']);
    expect(tasksOf(now).sections).toMatchObject([
      { title: 'Applicant', hint: '1 to answer', mark: undefined },
      { title: 'Board', hint: '1 to answer', mark: 'New' },
    ]);
    expect(answers.errorOf('since'), 'nobody has had the time to answer').toBeUndefined();
    expect(reload).toHaveBeenCalledOnce();
  });

  it('leave with an answer, and what was not sent of them yet is still saved', async () => {
    const answers = new SectionAnswers(open({ not_asked: [] }), applicant);
    putAnswer.mockResolvedValueOnce(saved(all)).mockResolvedValue(saved());
    answers.saves['since']?.set('2019');
    answers.saves['member']?.set(false);
    await answers.saves['member']?.flush();
    expect(answers.asked.told?.words).toBe(
      '2 questions no longer apply. A section no longer applies: Board. ' +
        'What you wrote there is saved, in case you need it again.',
    );
    expect(tasksOf(answers.in(open())).sections.map((one) => one.title)).toEqual(['Applicant']);
    await answers.settle();
    expect(putAnswer.mock.lastCall?.[0]).toMatchObject({ body: { value: '2019' } });
  });

  it('stay as they are when an answer decides about nothing', async () => {
    const reload = vi.fn();
    const answers = new SectionAnswers(open(), applicant, { reload });
    putAnswer.mockResolvedValueOnce(saved(all)).mockResolvedValueOnce(saved());
    answers.saves['member']?.set(false);
    await answers.settle();
    answers.saves['member']?.set(null);
    await answers.settle();
    expect([answers.asked.told, reload.mock.calls]).toEqual([undefined, []]);
  });

  it('begin with what is known of the person once they are asked', async () => {
    const answers = new SectionAnswers(open(), applicant, { known: { name: 'Ana' } });
    await answers.restore();
    expect(answers.saves['name']?.value).toBeNull();
    putAnswer.mockResolvedValue(saved([]));
    answers.saves['member']?.set(true);
    await answers.settle();
    expect(answers.saves['name']?.value).toBe('Ana');
  });

  it('are those of the server when it is asked again, but not of an older answer', async () => {
    const answers = new SectionAnswers(open(), applicant);
    const before = answers.count;
    putAnswer.mockResolvedValueOnce(saved([]));
    answers.saves['member']?.set(true);
    await answers.settle();
    answers.refresh(open(), before);
    expect(answers.asked.not, 'was on its way before').toEqual([]);
    const long = { field: 'since', code: 'too_many_characters', pointer: '' } as EntryProblem;
    answers.refresh(open({ not_asked: ['role'] }, [long]), answers.count);
    expect(answers.asked.not).toEqual(['role']);
    expect(answers.in(open()).problems).toEqual([long]);
  });

  it('are looked at again when a file comes or goes, where something is conditional', () => {
    const reload = vi.fn();
    const fixed = open();
    fixed.call = { form: { sections: [{ ...board, if: null }] } } as OpenEntry['call'];
    new SectionAnswers(fixed, board, { reload }).setFiles('photos', [{ id: 'p' } as never]);
    expect(reload).not.toHaveBeenCalled();
    const answers = new SectionAnswers(open(), board, { reload });
    answers.setFiles('photos', [{ id: 'p' } as never]);
    answers.setFiles('photos', [{ id: 'p', alt_text: 'A door' } as never]);
    expect(reload).toHaveBeenCalledOnce();
  });
});
