import { Problem, problemText } from '~/api';
import { submitEntry } from './data';

/** The one moment that counts: sends the entry, once, however often the button is pressed. */
export class Submit {
  busy = $state(false);
  /** Why it was refused, in words. */
  failure = $state('');
  #key = crypto.randomUUID();
  readonly #id: string;
  readonly #send: typeof submitEntry;

  constructor(id: string, send = submitEntry) {
    this.#id = id;
    this.#send = send;
  }

  /** True when the entry is in. */
  async go(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = '';
    try {
      await this.#send(this.#id, this.#key);
      return true;
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(-1);
      this.failure = problemText(problem);
      // After a clear "no" the next press is a new wish; without an answer it is the same one.
      if (!problem.temporary) this.#key = crypto.randomUUID();
      return false;
    } finally {
      this.busy = false;
    }
  }
}
