import { router } from '~/shell';
import type { EditionKey } from '../data';

const kept = 'palmares.edition';

/** The edition staff are in: that of the address, else the one they were in last. */
class CurrentEdition {
  /** Goes up when something was done about what waits, so that the rail counts again. */
  done = $state(0);
  #last = $state.raw<EditionKey>();

  constructor() {
    try {
      const [programme, edition] = (sessionStorage.getItem(kept) ?? '').split('/');
      if (programme && edition) this.#last = { programme, edition };
    } catch {
      // Without it one chooses the edition again.
    }
  }

  get key(): EditionKey | undefined {
    const { programme, edition } = router.shown?.params ?? {};
    return programme && edition ? { programme, edition } : this.#last;
  }

  /** Stays in this edition on pages that belong to none; undefined leaves it. */
  stay(key: EditionKey | undefined): void {
    if (key?.programme === this.#last?.programme && key?.edition === this.#last?.edition) return;
    this.#last = key;
    try {
      if (key) sessionStorage.setItem(kept, `${key.programme}/${key.edition}`);
      else sessionStorage.removeItem(kept);
    } catch {
      // As above.
    }
  }
}

/** The edition of this window. */
export const current = new CurrentEdition();
