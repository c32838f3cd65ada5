import type { CommentKind, RoundRules, SheetContent } from '../data';

/** One thing in which two versions of a scoresheet differ; empty where one has nothing. */
export interface Difference {
  key: string;
  label: string;
  mine: string;
  theirs: string;
  comment?: CommentKind;
}

/** What differs between one's own version and the saved one, scores first. */
export function differences(
  round: RoundRules,
  mine: SheetContent,
  theirs: SheetContent,
): Difference[] {
  const scores = round.criteria.map((one): Difference => ({
    key: one.key,
    label: one.label,
    mine: written(mine.scores[one.key]),
    theirs: written(theirs.scores[one.key]),
  }));
  const comments = round.comments.map((kind): Difference => ({
    key: `comment-${kind}`,
    label: '',
    mine: mine.comments[kind],
    theirs: theirs.comments[kind],
    comment: kind,
  }));
  return [...scores, ...comments].filter((one) => one.mine !== one.theirs);
}

function written(score: number | null | undefined): string {
  return typeof score === 'number' ? String(score) : '';
}
