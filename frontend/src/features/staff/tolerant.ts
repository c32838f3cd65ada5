import { Problem } from '~/api';

/** What a list came to, and what of its address was not understood and left out. */
export interface Tolerated<T> {
  list: T;
  ignored: string[];
}

/**
 * Loads a list whose filters, order and page stand in the address. An address that somebody saved or typed may
 * hold what is not known (any more): that is left out and named, instead of showing nothing.
 */
export async function tolerant<T>(
  query: Record<string, string | undefined>,
  load: (query: Record<string, string | undefined>) => Promise<T>,
): Promise<Tolerated<T>> {
  const ignored: string[] = [];
  let asked = query;
  for (;;) {
    try {
      return { list: await load(asked), ignored };
    } catch (error) {
      const wrong = error instanceof Problem ? unknown(error, asked) : [];
      if (!wrong.length) throw error;
      ignored.push(...wrong);
      asked = Object.fromEntries(Object.entries(asked).filter(([name]) => !wrong.includes(name)));
    }
  }
}

/** The parts of the query that the server refused. */
function unknown(problem: Problem, query: Record<string, string | undefined>): string[] {
  if (problem.status !== 400 && problem.status !== 422) return [];
  const named = problem.errors.map((error) => error.pointer.replace(/^\//, ''));
  return named.filter((name, at) => query[name] !== undefined && named.indexOf(name) === at);
}
