import { codeText, type FieldError } from '~/api';
import { type Section } from '~/features/editions';
import type { Kept } from '~/state';
import { fmt, messages } from '~/text';
import { type EntryProblem, entryPath } from '../data';
import { isOfNominee, nomineePath } from './nominee';
import { isMissing, sectionOf } from './progress';

/** What is wrong with an answer and what to do, in words. */
export function problemWords(problem: EntryProblem): string {
  const { limit, day } = problem;
  const written = {
    ...(day && { day: fmt.day(day) }),
    ...(problem.code.startsWith('number_') && limit != null && { limit: fmt.number(limit) }),
  };
  // The field's key is not part of the message key.
  return codeText({ ...problem, ...written, field: undefined, pointer: undefined }, 'entries');
}

/** All problems as links to their questions, in the order of the form. */
export function problemLinks(
  entryId: string,
  sections: Section[],
  problems: EntryProblem[],
  nominee: (problem: EntryProblem) => string = () => '',
): (FieldError & { href?: string })[] {
  const t = messages('entries');
  return problems.map((problem) => {
    if (isOfNominee(problem))
      return { message: nominee(problem), href: `${nomineePath(entryId)}?at=nominee` };
    const section = sectionOf(sections, problem.field);
    const label = section?.fields.find((one) => one.key === problem.field)?.label ?? problem.field;
    return {
      // That nothing was answered is said once, above all of them.
      message: isMissing(problem)
        ? label
        : t('check.line', { label, problem: problemWords(problem) }),
      href: section && fieldPath(entryId, section.key, problem.field),
    };
  });
}

/** The address of one question, or of a section without one, from where "save and continue" leads back to the check. */
export function fieldPath(entryId: string, section: string, field: string): string {
  return `${entryPath(entryId)}/${section}?at=${encodeURIComponent(field)}`;
}

/** What is kept on this device and not received, as links to the questions. */
export function keptLinks(kept: Kept[]): (FieldError & { href: string })[] {
  const t = messages('entries');
  return kept.map(({ draft: { about, trouble } }) => {
    const { label, href } = about;
    if (trouble?.kind === 'conflict') return { message: t('check.kept_conflict', { label }), href };
    if (!trouble) return { message: t('check.kept', { label }), href };
    return { message: t('check.kept_refused', { label, reason: trouble.reason }), href };
  });
}
