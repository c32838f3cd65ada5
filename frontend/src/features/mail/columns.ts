import { fmt, messages } from '~/text';
import type { Column } from '~/ui';
import type { MailItem } from './data';

/** The columns of the list of e-mails. */
export function mailColumns(): Column<MailItem>[] {
  const t = messages('mail');
  return [
    { key: 'subject', label: t('column.subject'), rowHeader: true, drawn: true },
    {
      key: 'recipient',
      label: t('column.recipient'),
      width: 'more',
      narrow: 'plain',
      text: (row) => row.recipient,
    },
    { key: 'state', label: t('column.state'), narrow: 'plain', drawn: true },
    {
      key: 'error',
      label: t('column.error'),
      text: (row) => (row.state === 'sent' ? '' : row.last_error),
    },
    {
      key: 'at',
      label: t('column.at'),
      align: 'end',
      text: (row) => fmt.instant(row.sent_at ?? row.created_at),
    },
  ];
}
