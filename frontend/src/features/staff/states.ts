/** Where an entry can stand, in the order in which it goes through. */
export const entryStates = [
  'draft',
  'submitted',
  'incomplete',
  'eligible',
  'ineligible',
  'withdrawn',
  'disqualified',
] as const;

export type EntryState = (typeof entryStates)[number];

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
