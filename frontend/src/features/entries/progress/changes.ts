import type { Field, Section } from '~/features/editions';
import { type AnswerValue, type Entry, type SubmittedVersion, valuesOf } from '../data';
import { isEmpty } from './progress';

/** The questions whose answer now is not the one that was submitted, among those asked then or now. */
export function changedFields(
  entry: Entry,
  submitted: SubmittedVersion,
  asked: Section[] = submitted.form.sections,
): Field[] {
  const now = valuesOf(entry);
  const then = submitted.answers;
  const files = (all: Record<string, { id: string }[]>, key: string): string =>
    (all[key] ?? []).map(({ id }) => id).join();
  const fieldsOf = (sections: Section[]): Field[] => sections.flatMap((one) => one.fields);
  const isNow = new Set(fieldsOf(asked).map(({ key }) => key));
  const same = ({ key }: Field): boolean =>
    plain(isNow.has(key) ? now[key] : null) === plain(then[key]) &&
    files(isNow.has(key) ? entry.attachments : {}, key) === files(submitted.attachments, key);
  const before = fieldsOf(submitted.form.sections);
  const added = fieldsOf(asked).filter(({ key }) => !before.some((one) => one.key === key));
  return [...before, ...added].filter((one) => !same(one));
}

/** Nothing, spaces and a box that is not ticked are the same: no answer. */
function plain(value: AnswerValue | undefined): string {
  return value === false || isEmpty(value ?? null) ? '' : JSON.stringify(value);
}
