import type { RoundKey } from './data';

/** Address of the judge's list in a round. */
export const listPath = (key: RoundKey): string =>
  `/judging/${key.programme}/${key.edition}/${key.round}`;

/** The round of a judge who has no other, and so nothing to choose from. */
export const onlyRound = <Round extends RoundKey>(all: readonly Round[]): Round | undefined =>
  all.length === 1 ? all[0] : undefined;

/** Address of an entry beside its scoresheet. */
export const entryPath = (assignment: string): string => `/judging/assignments/${assignment}`;
