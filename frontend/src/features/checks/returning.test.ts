import { expect, it } from 'vitest';
import type { EditionFacts } from '~/features/staff';
import { defaultReturn, returnLimit } from './returning';

// Judging from 24 July to 8 September 2023 in Brussels, as it was published.
const facts = {
  timezone: 'Europe/Brussels',
  rounds: [{ window: 'judging' }],
  windows: {
    judging: { from: '2023-07-23T22:00:00.000Z', to: '2023-09-08T22:00:00.000Z' },
  },
} as unknown as EditionFacts;
const at = (text: string): number => Date.parse(text);

it('offers a week, at six in the evening of the edition', () => {
  expect(defaultReturn(facts, at('2023-07-05T10:00:00Z'))?.toISOString()).toBe(
    '2023-07-12T16:00:00.000Z',
  );
});

it('offers no time at which judges have started or ended', () => {
  expect(defaultReturn(facts, at('2023-07-20T10:00:00Z'))?.toISOString()).toBe(
    '2023-07-23T22:00:00.000Z',
  );
  expect(returnLimit(facts, at('2023-07-24T10:00:00Z'))).toEqual({
    kind: 'during',
    at: '2023-09-08T22:00:00.000Z',
  });
  expect(returnLimit(facts, at('2023-09-09T10:00:00Z'))?.kind).toBe('over');
  expect(defaultReturn(facts, at('2023-09-09T10:00:00Z'))).toBeNull();
});
