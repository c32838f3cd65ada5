import { once } from '~/api';
import * as api from '~/api/generated';
import { type EditionKey, type EntryState, pathOf } from '~/features/staff';

/** What was marked, and how much it counts. */
export interface Weight {
  key: string;
  label: string;
  weight: number;
}

/** One entry in one category; figures are texts of exact numbers, "7.83". */
export interface Result {
  id: string;
  title: string;
  organisation: string;
  country: string;
  entered_in: string;
  state: EntryState;
  /** Absent below the minimum of judges. */
  rank?: number | null;
  tie: boolean;
  mean?: string | null;
  percent?: string | null;
  criteria: Record<string, string | null>;
  judges_counted: number;
  judges_assigned: number;
  judges_recused: number;
  spread?: { sd?: string | null; min: string; max: string } | null;
  below_minimum: boolean;
  shortlisted?: { method: 'rule' | 'hand'; reason: string } | null;
  /** Why it was kept off the shortlist by hand. */
  left_out?: string | null;
}

export interface CategoryResults {
  key: string;
  name: string;
  /** Its entries were entered in other categories. */
  derived: boolean;
  shortlist_size: number;
  shortlisted: number;
  entries: Result[];
}

export interface Results {
  round: string;
  round_name: string;
  scale: { min: number; max: number };
  criteria: Weight[];
  min_judges: number;
  categories: CategoryResults[];
  /** Kept from this reader, who enters or judges in them. */
  withheld: { key: string; name: string }[];
}

/** One judge's scoresheet with every product. */
export interface Sheet {
  judge: string;
  name: string;
  state: 'handed_in' | 'draft' | 'not_started' | 'recused' | 'removed';
  counted: boolean;
  marks: {
    criterion: string;
    score?: string | null;
    weight: number;
    product?: string | null;
  }[];
  product_sum?: string | null;
  total?: string | null;
}

export interface Tied {
  id: string;
  title: string;
}

/** How a result came about. */
export interface Explanation {
  scale: { min: number; max: number };
  criteria: Weight[];
  weight_sum: number;
  min_judges: number;
  standings: {
    category: string;
    name: string;
    result: Result;
    ranked: number;
    tied_with: Tied[];
  }[];
  sheets: Sheet[];
  mean?: { sum: string; judges: number; mean: string; percent: string } | null;
}

export interface Shortlist {
  category: string;
  size: number;
  shortlisted: string[];
  /** Tied for the last places: people must choose. */
  tied_at_cut: Tied[];
}

export type ShortlistChange =
  | { category: string; mode: 'rule' }
  | { category: string; entry: string; shortlisted: boolean; reason: string };

const roundOf = (key: EditionKey, round: string): EditionKey & { round: string } => ({
  ...pathOf(key),
  round,
});

export const getResults = (
  key: EditionKey,
  round: string,
  signal?: AbortSignal,
): Promise<Results> => api.showResults({ path: roundOf(key, round), signal }) as Promise<Results>;

export const explain = (
  key: EditionKey,
  round: string,
  entry: string,
  signal?: AbortSignal,
): Promise<Explanation> =>
  api.explainResult({ path: { ...roundOf(key, round), entry }, signal }) as Promise<Explanation>;

export const changeShortlist = (
  key: EditionKey,
  round: string,
  change: ShortlistChange,
  wish: string,
): Promise<Shortlist> =>
  api.changeShortlist({ path: roundOf(key, round), body: change, headers: once(wish) });
