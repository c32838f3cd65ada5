import type { JudgedEntry, ReadAnswer } from '../data';

export interface Numbered {
  number: number;
  answer: ReadAnswer;
}

/** The answers that speak to a criterion, counted through the entry: scoresheet and text name them alike. */
export function numbered(entry: Pick<JudgedEntry, 'sections' | 'round'>): Numbered[] {
  const known = new Set(entry.round.criteria.map((one) => one.key));
  return entry.sections
    .flatMap((section) => section.answers)
    .filter((answer) => answer.criterion && known.has(answer.criterion))
    .map((answer, i) => ({ number: i + 1, answer }));
}
