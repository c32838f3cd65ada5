import { type EditionFacts, entryStates, type ListView, type Waiting } from '~/features/staff';
import { compareNames, fmt, messages } from '~/text';
import type { Filter } from '~/ui';
import type { Work } from './data';
import { standardQueue } from './listing';

type Named = { key: string; name?: string; label?: string };

const options = (list: readonly Named[]): { value: string; label: string }[] =>
  list.map((one) => ({ value: one.key, label: one.name ?? one.label ?? one.key }));

/** What the list of entries can be narrowed by. */
export function entryFilters(
  facts: EditionFacts,
  work: Work | undefined,
  query: URLSearchParams,
): Filter[] {
  const t = messages('checks');
  const ts = messages('staff');
  // Only countries from which something came can be chosen.
  const known = work?.figures.by_country.map((one) => one.country) ?? [];
  const chosen = query.get('country');
  const countries = chosen && !known.includes(chosen) ? [...known, chosen] : known;
  return [
    {
      key: 'state',
      label: t('column.state'),
      options: entryStates.map((state) => ({ value: state, label: ts(`state.${state}`) })),
      not: true,
    },
    {
      key: 'category',
      label: t('column.category'),
      options: options(facts.categories.filter((category) => category.kind === 'open')),
    },
    {
      key: 'country',
      label: t('column.country'),
      options: countries
        .map((code) => ({ value: code, label: fmt.country(code) }))
        .sort((a, b) => compareNames(a.label, b.label)),
    },
    { key: 'kind', label: t('column.kind'), options: options(facts.organisation_kinds) },
    ...(['submitted_from', 'submitted_to'] as const).map((key) => ({
      key,
      label: t(`filter.${key}`),
      options: [],
      day: true,
    })),
    ...(['few_judges', 'unclean_files', 'not_accepted'] as const).map((key) => ({
      key,
      label: t(`filter.${key}`),
      options: [{ value: 'true', label: t(`filter.${key}_true`) }],
    })),
  ];
}

/** The views that everybody has. */
export function entryViews(waiting: Waiting | undefined): ListView[] {
  const t = messages('checks');
  return [
    { name: t('view.to_check'), query: standardQueue, count: waiting?.to_check },
    { name: t('view.few_judges'), query: 'few_judges=true', count: waiting?.few_judges },
    { name: t('view.sent_back'), query: 'state=incomplete', count: waiting?.sent_back },
    { name: t('view.drafts'), query: 'state=draft', count: waiting?.drafts },
    { name: t('view.all'), query: '', count: waiting?.entries },
  ];
}
