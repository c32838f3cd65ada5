import type { EntryState } from '~/api/generated';

export type { EntryState };

/** Where an entry can stand, in the order in which it goes through. */
export const entryStates = [
  'draft',
  'submitted',
  'incomplete',
  'eligible',
  'ineligible',
  'withdrawn',
  'disqualified',
] as const satisfies readonly EntryState[];

/** The colour that repeats the word. */
export const toneOf = {
  draft: 'plain',
  submitted: 'info',
  incomplete: 'warn',
  eligible: 'good',
  ineligible: 'bad',
  withdrawn: 'plain',
  disqualified: 'bad',
} as const satisfies Record<EntryState, string>;
