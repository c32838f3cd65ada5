import type { Section } from '~/features/editions';
import type { AnswerValue, EntryNow, EntryProblem } from '../data';

/** How far a section is, and what stands in its way. */
export interface SectionProgress {
  state: 'done' | 'started' | 'new';
  /** Required questions without an answer. */
  missing: number;
  /** Answers that have to be changed. */
  wrong: number;
}

const missingCodes = new Set(['missing', 'consent_missing']);

/** Whether the problem is that nothing was answered. */
export function isMissing(problem: EntryProblem): boolean {
  return missingCodes.has(problem.code);
}

/** Whether a value answers anything; spaces do not. */
export function isEmpty(value: AnswerValue | undefined): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.every((line) => line.trim() === '');
}

export function progressOf(
  section: Section,
  entry: Pick<EntryNow['entry'], 'answers' | 'attachments'>,
  problems: EntryProblem[],
): SectionProgress {
  const keys = new Set(section.fields.map((field) => field.key));
  const own = problems.filter((problem) => keys.has(problem.field));
  const missing = new Set(own.filter(isMissing).map((problem) => problem.field)).size;
  const wrong = new Set(own.filter((one) => !isMissing(one)).map((one) => one.field)).size;
  const started = [...keys].some(
    (key) => !isEmpty(entry.answers[key]?.value) || entry.attachments[key]?.length,
  );
  const needed = section.fields.some((field) => field.required);
  // A section of optional questions is done once it is started.
  if (own.length === 0 && (started || needed)) return { state: 'done', missing, wrong };
  return { state: started ? 'started' : 'new', missing, wrong };
}

/** The section a field stands in. */
export function sectionOf(sections: Section[], field: string): Section | undefined {
  return sections.find((section) => section.fields.some((one) => one.key === field));
}
