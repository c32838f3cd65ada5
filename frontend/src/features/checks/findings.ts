import { fmt, messages } from '~/text';
import type { AnsweredField, StaffEntry } from './data';

/** What the program can tell about an entry by itself. */
export interface Finding {
  key: 'answers' | 'files' | 'contacts';
  met: boolean;
  /** The figures that decided. */
  there: number;
  of: number;
  /** What is wrong, in the words of the form or of the entrant. */
  names: string[];
}

/** What an answer lacks: it is missing though it must be there, or judges do not get its file. */
export type Lack = 'missing' | 'unclean';

/** What the answers of a section lack; a file answers its question, as a text does. */
export function lackOf(
  entry: StaffEntry,
  { fields }: { fields: AnsweredField[] },
): Lack | undefined {
  if (fields.some((field) => isMissing(entry, field))) return 'missing';
  const unclean = entry.attachments.filter((file) => file.unclean);
  return unclean.some((file) => fields.some(({ key }) => key === file.field))
    ? 'unclean'
    : undefined;
}

const isMissing = ({ attachments }: StaffEntry, { key, required, text }: AnsweredField): boolean =>
  required && !text.some(Boolean) && !attachments.some((file) => file.field === key);

/** The findings about an entry; those it gives no occasion for are left out. */
export function findingsOf(entry: StaffEntry): Finding[] {
  const required = entry.sections.flatMap((part) => part.fields).filter((field) => field.required);
  const lacking = required.filter((field) => isMissing(entry, field));
  const unclean = entry.attachments.filter((file) => file.unclean);
  const alike = entry.contacts.filter((contact) => contact.looks_like);
  const of = (key: Finding['key'], all: number, wrong: string[]): Finding => ({
    key,
    met: !wrong.length,
    there: all - wrong.length,
    of: all,
    names: wrong,
  });
  return [
    of(
      'answers',
      required.length,
      lacking.map((field) => field.label),
    ),
    of(
      'files',
      entry.attachments.length,
      unclean.map((file) => file.name),
    ),
    of(
      'contacts',
      entry.contacts.length,
      alike.map((contact) => contact.email),
    ),
  ].filter((finding) => finding.of > 0);
}

/** What an entrant is asked for when the entry is sent back, a sentence for each thing. */
export function asksOf(findings: Finding[]): string[] {
  const t = messages('checks');
  return findings.flatMap(({ key, met, names }) =>
    met || key === 'contacts' ? [] : [t(`asks.${key}`, { names: fmt.list(names) })],
  );
}
