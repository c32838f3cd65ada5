import { type FieldError, fieldErrors, Problem } from '~/api/problem';
import type { Feature } from '~/text';

/**
 * One form's tries to get something done: busy while one runs, and what was wrong with the last.
 * `errors` goes to the error summary, `of('email')` beside the field with that id.
 */
export class Attempt {
  busy = $state(false);
  errors = $state.raw<FieldError[]>([]);
  /** The last try failed because someone else had changed the thing meanwhile. */
  stale = $state(false);

  #key = crypto.randomUUID();
  readonly #feature: Feature;
  readonly #ids: Readonly<Record<string, string>>;

  /** `ids` are of controls that are not called as the server calls their part: `{ reason: 'lift-reason' }`. */
  constructor(feature: Feature, ids: Readonly<Record<string, string>> = {}) {
    this.#feature = feature;
    this.#ids = ids;
  }

  /** The words beside a field. */
  of(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message;
  }

  /** True when anything was wrong. */
  get failed(): boolean {
    return this.errors.length > 0;
  }

  /** Checks before anything is sent: gives the messages of what is missing, by field. True when nothing is. */
  check(missing: Record<string, string | false | undefined>): boolean {
    this.errors = Object.entries(missing).flatMap(([field, message]) =>
      message ? [{ field, message }] : [],
    );
    return !this.failed;
  }

  /**
   * Runs an action once at a time. Gives its result, or undefined after a failure, which `errors` then tells.
   * `key` is for `once(key)`: it stays the same while it is unknown whether the server did it.
   */
  async run<T>(action: (key: string) => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    try {
      const result = await action(this.#key);
      this.errors = [];
      this.stale = false;
      this.#key = crypto.randomUUID();
      return result;
    } catch (error) {
      if (!(error instanceof Problem && error.temporary)) this.#key = crypto.randomUUID();
      this.stale = error instanceof Problem && error.status === 412;
      this.errors = fieldErrors(error, this.#feature).map((one) => {
        const id = this.#ids[one.field ?? ''];
        return id ? { ...one, field: id } : one;
      });
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}
