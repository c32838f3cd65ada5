import { categoryName, type EditionFacts, holds, type ListView } from '~/features/staff';
import { fmt, messages } from '~/text';
import type { Column, Filter } from '~/ui';
import type { Judge } from './data';
import { isBehind } from './judges';

const states = ['invited', 'accepted', 'declined', 'removed'] as const;

/** What the list of judges can be narrowed by. */
export function judgeFilters(facts: EditionFacts): Filter[] {
  const t = messages('judging-staff');
  const open = facts.categories.filter((category) => category.kind === 'open');
  return [
    {
      key: 'state',
      label: t('column.state'),
      options: states.map((state) => ({ value: state, label: t(`state.${state}`) })),
    },
    {
      key: 'panel',
      label: t('column.panel'),
      options: open.map((category) => ({ value: category.key, label: category.name })),
    },
    {
      key: 'work',
      label: t('column.work'),
      options: [
        { value: 'slow', label: t('work.slow') },
        { value: 'behind', label: t('work.behind') },
        { value: 'done', label: t('work.done') },
      ],
    },
  ];
}

/** The judges that an address asks for. */
export function narrowJudges(judges: readonly Judge[], query: URLSearchParams): Judge[] {
  const [state, panel, work] = ['state', 'panel', 'work'].map((name) => query.get(name));
  return judges.filter(
    (one) =>
      (!state || one.state === state) &&
      (!panel || one.panels.some(({ category }) => category === panel)) &&
      (!work || (work === 'slow' ? one.behind : (work === 'behind') === isUnfinished(one))) &&
      holds(query.get('q') ?? '', one.name, one.email, one.organisation),
  );
}

const isUnfinished = (judge: Judge): boolean => judge.state === 'accepted' && isBehind(judge);

/** The views that everybody has. */
export function judgeViews(judges: readonly Judge[]): ListView[] {
  const t = messages('judging-staff');
  const view = (name: string, query: string): ListView => ({
    name,
    query,
    count: narrowJudges(judges, new URLSearchParams(query)).length,
  });
  return [
    view(t('view.all'), ''),
    view(t('view.invited'), 'state=invited'),
    view(t('work.behind'), 'work=behind'),
    view(t('work.slow'), 'work=slow'),
    view(t('state.removed'), 'state=removed'),
  ];
}

/** The columns of the list of judges. */
export function judgeColumns(facts: EditionFacts): Column<Judge>[] {
  const t = messages('judging-staff');
  const date = (at: string | null | undefined): string => (at ? fmt.shortDate(at) : t('never'));
  return [
    {
      key: 'name',
      label: t('column.judge'),
      sortable: true,
      rowHeader: true,
      width: 'share',
      drawn: true,
    },
    {
      key: 'email',
      label: t('column.email'),
      width: 'share',
      extra: true,
      text: (row) => row.email,
    },
    {
      key: 'organisation',
      label: t('column.organisation'),
      width: 'wide',
      narrow: 'plain',
      text: (row) => row.organisation,
    },
    {
      key: 'country',
      label: t('column.country'),
      narrow: 'plain',
      text: (row) => (row.country ? fmt.country(row.country) : ''),
    },
    { key: 'state', label: t('column.state'), sortable: true, narrow: 'plain', drawn: true },
    {
      key: 'panels',
      label: t('column.panels'),
      width: 'share',
      text: (row) =>
        row.panels.map((panel) => categoryName(facts, panel.category)).join(', ') || '–',
    },
    {
      key: 'progress',
      label: t('column.progress'),
      sortable: true,
      text: ({ handed_in: done, assigned: total }) =>
        total ? t('progress.text', { done, total }) : '–',
    },
    {
      key: 'conflicts',
      label: t('column.conflicts'),
      align: 'end',
      extra: true,
      text: (row) => row.conflicts,
    },
    {
      key: 'active',
      label: t('column.active'),
      sortable: true,
      align: 'end',
      text: (row) => date(row.last_active),
    },
    {
      key: 'reminded',
      label: t('column.reminded'),
      align: 'end',
      extra: true,
      text: (row) => date(row.reminded_at),
    },
  ];
}
