import { describe, expect, it } from 'vitest';
import { CheckDraft } from './check.svelte';

const now = Date.parse('2023-07-05T10:00:00Z');

function missing(draft: CheckDraft): string[] {
  return Object.entries(draft.missing(now)).flatMap(([field, text]) => (text ? [field] : []));
}

describe('a finding', () => {
  it('is asked for', () => {
    expect(missing(new CheckDraft())).toEqual(['result']);
  });

  it('that admits the entry needs nothing else and sends nothing else', () => {
    const draft = new CheckDraft();
    draft.result = 'eligible';
    draft.reason = 'written before the choice was changed';
    expect(missing(draft)).toEqual([]);
    expect(draft.check()).toEqual({ result: 'eligible' });
  });

  it('is told later where that is wished, whatever it is', () => {
    const draft = new CheckDraft();
    draft.result = 'eligible';
    draft.later = true;
    expect(draft.check()).toEqual({ result: 'eligible', tell_later: true });
  });

  it('that refuses the entry needs a reason', () => {
    const draft = new CheckDraft();
    draft.result = 'ineligible';
    draft.reason = '  ';
    expect(missing(draft)).toEqual(['reason']);
  });

  it('that sends the entry back needs a message and a date in the future', () => {
    const draft = new CheckDraft();
    draft.result = 'incomplete';
    draft.until = new Date(now);
    expect(missing(draft)).toEqual(['message', 'return_until']);
    draft.message = 'Add a picture.';
    draft.until = new Date(now + 1);
    expect(missing(draft)).toEqual([]);
    expect(draft.check()).toEqual({
      result: 'incomplete',
      message: 'Add a picture.',
      return_until: '2023-07-05T10:00:00.001Z',
    });
  });

  it('that moves the entry needs a category and a reason', () => {
    const draft = new CheckDraft();
    draft.result = 'moved';
    expect(missing(draft)).toEqual(['to_category', 'reason']);
  });

  it('that moves an entry which judges have asks what becomes of their sheets', () => {
    const none = { judges: 0, handed_in: 0, drafts: 0 };
    const round = { round: 'judging', name: 'Judging', on_both_panels: none, new_panel: [] };
    const work = { now: { judges: 2, handed_in: 1, drafts: 0 }, returning: none };
    const draft = new CheckDraft();
    draft.result = 'moved';
    draft.toCategory = 'b';
    draft.reason = 'It fits better.';
    draft.preview = {
      from: { key: 'a', name: 'A' },
      to: { key: 'b', name: 'B' },
      rounds: [{ ...round, ...work, only_on_this_panel: work.now }],
    };
    expect(missing(draft)).toEqual(['sheets']);
    draft.sheets = 'keep_aside';
    expect(missing(draft)).toEqual([]);
    expect(draft.check()).toMatchObject({ to_category: 'b', sheets: 'keep_aside' });
  });

  it('keeps what was written when the entry changes, except what is no longer possible', () => {
    const draft = new CheckDraft();
    draft.ask(['Please answer: A.']);
    draft.result = 'moved';
    draft.reason = 'It fits better.';
    draft.toCategory = 'b';
    draft.keep(['eligible', 'moved'], 'a');
    expect([draft.result, draft.reason, draft.toCategory]).toEqual([
      'moved',
      'It fits better.',
      'b',
    ]);
    // Someone else moved it there.
    draft.keep(['eligible', 'moved'], 'b');
    expect([draft.result, draft.reason, draft.toCategory]).toEqual([
      'moved',
      'It fits better.',
      '',
    ]);
    draft.keep(['eligible'], 'b');
    expect([draft.result, draft.reason]).toEqual([null, 'It fits better.']);
  });

  it('asks for what the entry lacks now, until someone writes another message', () => {
    const draft = new CheckDraft();
    draft.ask(['Please answer: A.', 'Please answer: B.']);
    draft.ask(['Please answer: B.']);
    expect(draft.message).toBe('Please answer: B.');
    draft.message = 'Please call us.';
    draft.ask([]);
    expect(draft.message).toBe('Please call us.');
  });
});
