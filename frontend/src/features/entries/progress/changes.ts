import type { Field } from '~/features/editions';
import { type AnswerValue, type Entry, type SubmittedVersion, valuesOf } from '../data';
import { isEmpty } from './progress';

/** The questions whose answer now is not the one that was submitted. */
export function changedFields(entry: Entry, submitted: SubmittedVersion): Field[] {
  const now = valuesOf(entry);
  const then = submitted.answers;
  const files = (all: Record<string, { id: string }[]>, key: string): string =>
    (all[key] ?? []).map(({ id }) => id).join();
  const same = ({ key }: Field): boolean =>
    plain(now[key]) === plain(then[key]) &&
    files(entry.attachments, key) === files(submitted.attachments, key);
  return submitted.form.sections.flatMap((section) => section.fields).filter((one) => !same(one));
}

/** Nothing, spaces and a box that is not ticked are the same: no answer. */
function plain(value: AnswerValue | undefined): string {
  return value === false || isEmpty(value ?? null) ? '' : JSON.stringify(value);
}
