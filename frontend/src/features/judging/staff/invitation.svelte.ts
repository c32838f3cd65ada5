import type { NewJudge } from './data';
import { type Read, readPasted } from './paste';

/** An invitation while it is being written: the pasted text, and names corrected by hand. */
export class Invitation {
  text = $state('');

  #names = $state.raw<Readonly<Record<string, string>>>({});
  readonly #present: () => readonly string[];

  constructor(present: () => readonly string[]) {
    this.#present = present;
  }

  /** What was read of the text, with the corrections. */
  get read(): Read[] {
    return readPasted(this.text, this.#present()).map((one) => ({
      ...one,
      name: this.#names[one.email] ?? one.name,
    }));
  }

  /** Those who can be invited. */
  get people(): NewJudge[] {
    return this.read
      .filter((one) => !one.fault)
      .map(({ email, name, organisation, country }) => ({
        email,
        name,
        ...(organisation && { organisation }),
        ...(country && { country }),
      }));
  }

  rename(email: string, name: string): void {
    this.#names = { ...this.#names, [email]: name.trim() };
  }

  clear(): void {
    this.text = '';
    this.#names = {};
  }
}
