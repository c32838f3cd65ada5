import type { EntryState } from '~/api/generated';
import type { IconName } from '~/ui';

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
  submitted: 'warn',
  incomplete: 'info',
  eligible: 'good',
  ineligible: 'bad',
  withdrawn: 'plain',
  disqualified: 'bad',
} as const satisfies Record<EntryState, string>;

/** The sign that repeats it for those who look quickly. */
export const iconOf = {
  draft: 'pen',
  submitted: 'clock',
  incomplete: 'back',
  eligible: 'check',
  ineligible: 'close',
  withdrawn: 'stop',
  disqualified: 'stop',
} as const satisfies Record<EntryState, IconName>;
