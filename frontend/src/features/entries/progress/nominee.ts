import type { Call } from '~/features/editions';
import type { Task } from '~/forms';
import { messages } from '~/text';
import { type EntryNow, type EntryProblem, entryPath } from '../data';

type Subject = Call['subjects'][number];

/** The page that asks who is nominated. No section has a hyphen in its key. */
export const nomineePath = (id: string): string => `${entryPath(id)}/who-is-nominated`;

/** The subject of which the entrant says who is nominated; none where that is the organisation itself. */
export function subjectOf({ call, entry }: Pick<EntryNow, 'call' | 'entry'>): Subject | undefined {
  const category = call.categories.find(({ key }) => key === entry.category);
  const subject = call.subjects.find(({ key }) => key === category?.subject);
  const people = subject?.is === 'person' || subject?.is === 'team';
  return people || subject?.nominated_by.includes('other') ? subject : undefined;
}

export const isOfNominee = ({ field }: EntryProblem): boolean => field.startsWith('nominee.');

/** What is still to be said of who is nominated. */
export function nomineeTask(data: EntryNow): Task | undefined {
  const t = messages('entries');
  const subject = subjectOf(data);
  if (!subject) return undefined;
  const { entry, problems } = data;
  const missing = problems.filter(isOfNominee).length;
  return {
    href: nomineePath(entry.id),
    title: subject.name ?? t('nominee.title'),
    hint: missing ? t('task.missing', { count: missing }) : undefined,
    state: missing ? (entry.nominee ? 'started' : 'new') : 'done',
  };
}

/** What is missing, in the words of its field. */
export function nomineeLabel(
  data: Pick<EntryNow, 'call' | 'entry'>,
  { field }: EntryProblem,
): string {
  const t = messages('entries');
  const kind = subjectOf(data)?.is ?? 'person';
  const member = field.slice('nominee.'.length);
  return t(`nominee.${member === 'name' || member === 'email' ? member : 'by'}.${kind}`);
}
