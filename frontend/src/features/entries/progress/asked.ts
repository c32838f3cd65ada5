import type { Field, Section } from '~/features/editions';
import { fmt, messages } from '~/text';
import type { EntryNow } from '../data';

/** The questions that an entry is asked, in the sections of which some are left. */
export function askedOf({ call, entry }: Pick<EntryNow, 'call' | 'entry'>): Section[] {
  return without(call.form.sections, entry.not_asked);
}

/** The sections without these fields, and without those of which nothing is left. */
export function without(sections: Section[], fields: readonly string[]): Section[] {
  if (!fields.length) return sections;
  return sections.flatMap((section) => {
    const left = section.fields.filter(({ key }) => !fields.includes(key));
    return left.length ? [{ ...section, fields: left }] : [];
  });
}

/** Whether something decides about what is asked; `by` names what, such as "category". */
export function depends(sections: Section[], by = ''): boolean {
  const conditions = sections.flatMap((one) => [one.if, ...one.fields.map((field) => field.if)]);
  return conditions.some((one) => one?.includes(by));
}

/** What is asked now and was not before, and what no longer is, in words; nothing when it is the same. */
export function changeWords(
  sections: Section[],
  before: readonly string[],
  after: readonly string[],
  isAnswered: (field: string) => boolean,
): string {
  const t = messages('entries');
  const more = newOf(sections, before, after);
  const fewer = newOf(sections, after, before);
  const kept = sections.some(({ fields }) =>
    fields.some(({ key }) => !before.includes(key) && after.includes(key) && isAnswered(key)),
  );
  return [
    more.fields.length && t('asked.more', { count: more.fields.length }),
    more.sections.length && t('asked.section', titles(more.sections)),
    fewer.fields.length && t('asked.fewer', { count: fewer.fields.length }),
    fewer.sections.length && t('asked.section_gone', titles(fewer.sections)),
    kept && t('asked.kept'),
  ]
    .filter(Boolean)
    .join(' ');
}

interface New {
  /** Sections of which nothing was asked before. */
  sections: Section[];
  /** Questions in the others. */
  fields: Field[];
}

function newOf(sections: Section[], before: readonly string[], after: readonly string[]): New {
  const known = new Set(without(sections, before).map(({ key }) => key));
  const now = without(sections, after);
  return {
    sections: now.filter(({ key }) => !known.has(key)),
    fields: now
      .filter(({ key }) => known.has(key))
      .flatMap(({ fields }) => fields.filter(({ key }) => before.includes(key))),
  };
}

const titles = (sections: Section[]): { count: number; sections: string } => ({
  count: sections.length,
  sections: fmt.list(sections.map(({ title }) => title)),
});
