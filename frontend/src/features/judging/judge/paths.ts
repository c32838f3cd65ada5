import type { RoundKey } from './data';

/** Address of the judge's list in a round. */
export const listPath = (key: RoundKey): string =>
  `/judging/${key.programme}/${key.edition}/${key.round}`;

/** Address of an entry beside its scoresheet. */
export const entryPath = (assignment: string): string => `/judging/assignments/${assignment}`;
