import { beforeEach, expect, it, vi } from 'vitest';
import type { EntryRule } from './data';

const recordRulings = vi.fn();
vi.mock('./data', () => ({ recordRulings: (...sent: unknown[]) => recordRulings(...sent) }));

const { keepingOut, RulingDraft, undecided, unmet } = await import('./rulings.svelte');

const rule = (key: string, state: EntryRule['state'], keeps_out = false): EntryRule => ({
  key,
  text: `The rule ${key}.`,
  at: 'check',
  else: keeps_out ? 'refuse' : 'ask',
  outcome: 'unknown',
  values: [],
  state,
  keeps_out,
  possible: ['met', 'not_met', 'waived'],
});
const rules = [rule('a', 'open'), rule('b', 'met'), rule('c', 'not_met'), rule('d', 'open')];
const entry = { id: 'e', version: 3 };
const key = expect.any(String);

beforeEach(() => {
  recordRulings.mockReset();
  recordRulings.mockResolvedValue({ id: 'e', version: 4, rules: [] });
});

it('tells which rules wait, which are not met and which keep an entry out', () => {
  const all = [...rules, rule('e', 'not_met', true), rule('f', 'waived')];
  const keys = (some: EntryRule[]): string => some.map((one) => one.key).join('');
  expect([keys(undecided(all)), keys(unmet(all)), keys(keepingOut(all))]).toEqual(['ad', 'c', 'e']);
});

it('records a rule as met at once, of the entry as it was seen', async () => {
  const draft = new RulingDraft();
  expect((await draft.choose(entry, 'a', 'met'))?.version).toBe(4);
  expect(recordRulings).toHaveBeenCalledWith(entry, [{ rule: 'a', ruling: 'met' }], key);
});

it('asks for a reason before a rule is waived or not met', async () => {
  const draft = new RulingDraft();
  await draft.choose(entry, 'a', 'waived');
  draft.reason = ' ';
  expect(await draft.save(entry)).toBeUndefined();
  expect(draft.attempt.of('rule-reason')).toBeTruthy();
  expect(recordRulings).not.toHaveBeenCalled();
  draft.reason = 'Agreed by telephone.';
  await draft.save(entry);
  const sent = [{ rule: 'a', ruling: 'waived', reason: 'Agreed by telephone.' }];
  expect(recordRulings).toHaveBeenCalledWith(entry, sent, key);
  expect([draft.asked, draft.reason]).toEqual([undefined, '']);
});

it('forgets the reason when another rule is chosen', async () => {
  const draft = new RulingDraft();
  await draft.choose(entry, 'a', 'not_met');
  draft.reason = 'Too small.';
  await draft.choose(entry, 'd', 'waived');
  expect([draft.asked?.rule, draft.reason]).toEqual(['d', '']);
});

it('records all that are open as met in one request', async () => {
  await new RulingDraft().allMet(entry, rules);
  const both = ['a', 'd'].map((key) => ({ rule: key, ruling: 'met' }));
  expect(recordRulings).toHaveBeenCalledExactlyOnceWith(entry, both, key);
});
