import { Problem, problemText } from '~/api';
import { type Kept, sender } from '~/state';
import { keptOf, submitEntry } from './data';

/** Sends what waits of an entry, and gives what cannot be sent. */
type Settle = (id: string) => Promise<Kept[]>;

/** The one moment that counts: sends the entry, once, however often the button is pressed. */
export class Submit {
  busy = $state(false);
  /** Why it was refused, in words. */
  failure = $state('');
  /** Answers on this device that the server has not got stopped it. */
  held = $state(false);
  #key = crypto.randomUUID();
  readonly #id: string;
  readonly #send: typeof submitEntry;
  readonly #settle: Settle;

  constructor(id: string, send = submitEntry, settle: Settle = (id) => sender.settle(keptOf(id))) {
    this.#id = id;
    this.#send = send;
    this.#settle = settle;
  }

  /** True when the entry is in, with everything that was written. */
  async go(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = '';
    try {
      this.held = (await this.#settle(this.#id)).length > 0;
      if (this.held) return false;
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
