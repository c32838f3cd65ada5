import { categoryName, type EditionFacts } from '~/features/staff';
import { fmt, messages } from '~/text';
import type { Column } from '~/ui';
import type { ListedEntry } from './data';

/** The columns of the list of entries; those that are `drawn` are texts only in a file. */
export const entryColumns = (facts: EditionFacts): Column<ListedEntry>[] => [
  ...whose(facts),
  ...standing(facts),
];

/** What it is and who enters it. */
function whose(facts: EditionFacts): Column<ListedEntry>[] {
  const t = messages('checks');
  const kindName = (key: string): string =>
    facts.organisation_kinds.find((kind) => kind.key === key)?.label ?? key;
  return [
    {
      key: 'title',
      label: t('column.title'),
      sortable: true,
      rowHeader: true,
      width: 'more',
      drawn: true,
      text: (row) => row.title || t('untitled'),
    },
    {
      key: 'organisation',
      label: t('column.organisation'),
      sortable: true,
      width: 'more',
      narrow: 'plain',
      text: (row) => row.organisation,
    },
    {
      key: 'kind',
      label: t('column.kind'),
      extra: true,
      text: (row) => kindName(row.kind),
    },
    {
      key: 'country',
      label: t('column.country'),
      sortable: true,
      narrow: 'plain',
      text: (row) => fmt.country(row.country),
    },
    {
      key: 'category',
      label: t('column.category'),
      sortable: true,
      width: 'share',
      narrow: 'plain',
      text: (row) => categoryName(facts, row.category),
    },
  ];
}

/** How far it is. */
function standing(facts: EditionFacts): Column<ListedEntry>[] {
  const t = messages('checks');
  const ts = messages('staff');
  return [
    {
      key: 'state',
      label: t('column.state'),
      sortable: true,
      narrow: 'plain',
      drawn: true,
      text: (row) => ts(`state.${row.state}`),
    },
    {
      key: 'judged',
      label: t('column.judged'),
      drawn: true,
      text: ({ judges_done: done, judges_assigned: assigned }) =>
        assigned && done != null ? t('judged', { done, assigned }) : '',
    },
    {
      key: 'score',
      label: t('column.score'),
      sortable: true,
      align: 'end',
      extra: true,
      text: (row) => (row.score ? t('percent', { value: row.score }) : '–'),
    },
    {
      key: 'submitted',
      label: t('column.submitted'),
      sortable: true,
      align: 'end',
      text: (row) => (row.submitted_at ? fmt.shortDate(row.submitted_at, facts.timezone) : '–'),
    },
    {
      key: 'updated',
      label: t('column.updated'),
      sortable: true,
      align: 'end',
      extra: true,
      text: (row) => fmt.shortDate(row.updated_at, facts.timezone),
    },
  ];
}
