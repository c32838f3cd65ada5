import { once } from '~/api';
import * as api from '~/api/generated';
import { type EditionKey, pathOf } from '~/features/staff';
import { isSettled } from './cut';

export type CategoryResults = api.ResultCategory;
export type Explanation = api.ExplanationView;
export type Result = api.ResultEntry;
export type Results = api.ResultsView;
export type Sheet = api.ResultSheet;
export type Shortlist = api.ShortlistView;
export type ShortlistChange = api.ShortlistChange;
export type Tied = api.TiedEntry;
export type Weight = api.ResultWeight;

const roundOf = (key: EditionKey, round: string): EditionKey & { round: string } => ({
  ...pathOf(key),
  round,
});

/** The results, with so many entries of each category and all around the end of its shortlist. */
export async function getResults(
  key: EditionKey,
  round: string,
  wanted: Readonly<Record<string, number>>,
  signal?: AbortSignal,
): Promise<Results> {
  const path = roundOf(key, round);
  const results = await api.showResults({ path, signal });
  for (const category of results.categories) {
    const known = new Set(category.entries.map((one) => one.id));
    const isShort = (): boolean => category.entries.length < (wanted[category.key] ?? 0);
    while (category.next && (isShort() || !isSettled(results, category))) {
      const query = { category: category.key, after: category.next };
      const page = (await api.showResults({ path, query, signal })).categories[0];
      category.next = page?.next;
      // Ranks may change from page to page: each entry once.
      const more = page?.entries.filter((one) => !known.has(one.id)) ?? [];
      more.forEach((one) => known.add(one.id));
      category.entries.push(...more);
    }
  }
  return results;
}

export const explain = (
  key: EditionKey,
  round: string,
  entry: string,
  signal?: AbortSignal,
): Promise<Explanation> => api.explainResult({ path: { ...roundOf(key, round), entry }, signal });

export const changeShortlist = (
  key: EditionKey,
  round: string,
  change: ShortlistChange,
  wish: string,
): Promise<Shortlist> =>
  api.changeShortlist({ path: roundOf(key, round), body: change, headers: once(wish) });
