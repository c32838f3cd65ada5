import { once } from '~/api';
import * as api from '~/api/generated';
import { type EditionKey, pathOf } from '~/features/staff';

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

export const getResults = (
  key: EditionKey,
  round: string,
  signal?: AbortSignal,
): Promise<Results> => api.showResults({ path: roundOf(key, round), signal });

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
