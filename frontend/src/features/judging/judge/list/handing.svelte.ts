import { Attempt, sender } from '~/state';
import { messages } from '~/text';
import { handInAll, keptSheets, type RoundKey, type SheetsHandedIn } from '../data';

const t = messages('judging');

/** Handing in every complete sheet of a list at once. */
export class Handing {
  readonly attempt = new Attempt('judging');
  result = $state.raw<SheetsHandedIn>();
  #settling = $state(false);

  get busy(): boolean {
    return this.#settling || this.attempt.busy;
  }

  /** True when it is done. */
  async act(of: RoundKey): Promise<boolean> {
    // What is kept on this device belongs to what is handed in.
    this.#settling = true;
    const kept = await sender.settle(keptSheets);
    this.#settling = false;
    this.attempt.errors = kept.map(({ draft }) => ({
      message: t('hand_in_all.kept', { title: draft.about.label }),
    }));
    if (kept.length) return false;
    const answer = await this.attempt.run((key) => handInAll(of, key));
    if (answer) this.result = answer;
    return answer !== undefined;
  }
}
