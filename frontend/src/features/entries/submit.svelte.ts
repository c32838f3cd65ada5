import { Problem, problemText } from '~/api';
import { type EntryProblem, submitEntry } from './data';

/** The one moment that counts: sends the entry, once, however often the button is pressed. */
export class Submit {
  busy = $state(false);
  /** Why it was refused, in words. */
  failure = $state('');
  /** What the server found missing. */
  problems = $state.raw<EntryProblem[]>();
  #key = crypto.randomUUID();
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
  }

  /** True when the entry is in. */
  async go(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = '';
    this.problems = undefined;
    try {
      await submitEntry(this.#id, this.#key);
      return true;
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(-1);
      this.failure = problemText(problem);
      if (problem.type === 'entries/incomplete') this.problems = problem.errors.map(byField);
      // After a clear "no" the next press is a new wish; without an answer it is the same one.
      if (!problem.temporary) this.#key = crypto.randomUUID();
      return false;
    } finally {
      this.busy = false;
    }
  }
}

/** `/answers/website/1` → the field `website`. */
function byField(error: { pointer: string; code: string }): EntryProblem {
  return { ...error, field: error.pointer.split('/')[2] ?? '' };
}
