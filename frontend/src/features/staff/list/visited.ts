/** How a list was left: its address with filters, order and page, and the view that is. */
export interface Visit {
  href: string;
  /** Absent where the filters are no view of a name. */
  view?: string;
}

const visits = new Map<string, Visit>();

/** Remembers how the lists of this window were left, so that the way back from a row leads there. */
export const visited = {
  keep: (list: string, visit: Visit): void => void visits.set(list, visit),
  /** Absent where one came from elsewhere, such as a link in an e-mail. */
  of: (list: string): Visit | undefined => visits.get(list),
};
