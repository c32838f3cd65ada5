import { Problem } from '~/api';

/** Does deeds for which the server may want the password again: asks for it, then tries once more. */
export class FreshPassword {
  /** Whether the person is being asked. */
  asking = $state(false);
  #answer: ((given: boolean) => void) | undefined;

  /** The deed's result; undefined when the person would rather not give the password. */
  async run<T>(deed: () => Promise<T>): Promise<T | undefined> {
    try {
      return await deed();
    } catch (error) {
      if (!(error instanceof Problem && error.type === 'accounts/password-needed')) throw error;
    }
    return (await this.#ask()) ? deed() : undefined;
  }

  /** Ends the question: the password is fresh now, or was not given. */
  answer(given: boolean): void {
    this.asking = false;
    this.#answer?.(given);
    this.#answer = undefined;
  }

  #ask(): Promise<boolean> {
    this.asking = true;
    return new Promise((resolve) => (this.#answer = resolve));
  }
}
