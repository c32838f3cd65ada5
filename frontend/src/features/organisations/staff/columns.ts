import { fmt, messages } from '~/text';
import type { Column } from '~/ui';
import type { StaffOrganisation } from './data';

/** The columns of the list of organisations. */
export function organisationColumns(): Column<StaffOrganisation>[] {
  const t = messages('organisations-staff');
  return [
    { key: 'name', label: t('column.name'), rowHeader: true, drawn: true },
    {
      key: 'kind',
      label: t('column.kind'),
      narrow: 'plain',
      text: (row) => row.kind.replaceAll('_', ' '),
    },
    { key: 'city', label: t('column.city'), narrow: 'plain', text: (row) => row.city },
    {
      key: 'country',
      label: t('column.country'),
      narrow: 'plain',
      text: (row) => fmt.country(row.country),
    },
    {
      key: 'members',
      label: t('column.members'),
      align: 'end',
      text: (row) => row.members.length,
    },
    {
      key: 'entries',
      label: t('column.entries'),
      align: 'end',
      text: (row) => row.entries.length,
    },
    { key: 'requests', label: t('column.requests'), drawn: true },
  ];
}
