import type { EditionKey } from '~/features/staff';
import { Attempt } from '~/state';
import { Problem } from '~/api';
import { moveWindow, type Preview, previewWindow, type WindowPreview } from './data';

/** Other dates of a window; times go with their zone, so that everybody reads the same wall clock. */
export interface WindowChange {
  key: string;
  from: Date;
  to: Date;
  zone: string;
  also: Record<string, { from: string; to: string }>;
  reason: string;
}

type Dates = Omit<WindowChange, 'also'>;

/** Other dates for a window: looked at with what follows, then saved exactly so. */
export class WindowMove {
  look = $state.raw<WindowPreview>();
  /** The windows that follow and are to move in the same step. */
  chosen = $state<Record<string, boolean>>({});
  readonly attempt = new Attempt('editions-staff', { reason: 'window-reason' });
  readonly #edition: EditionKey;
  readonly #version: () => number;

  /** `version` is that of the rules as they were last loaded. */
  constructor(edition: EditionKey, version: () => number) {
    this.#edition = edition;
    this.#version = version;
  }

  /** The dates were changed; what was looked at holds no more. */
  changed(): void {
    this.look = undefined;
    this.chosen = {};
  }

  /** Looks at new dates. What follows is proposed to move with them, and chosen until somebody says otherwise. */
  async check(dates: Dates): Promise<void> {
    const first = this.look === undefined;
    const alone = await this.#preview(dates, {});
    if (!alone) return;
    if (first) for (const key of Object.keys(alone.proposed)) this.chosen[key] = true;
    const also = this.#also(alone);
    const all = Object.keys(also).length ? await this.#preview(dates, also) : alone;
    if (all) this.look = { ...all, proposed: alone.proposed };
  }

  /** Saves what was looked at; whether it is saved. */
  async save(dates: Dates): Promise<boolean> {
    const { look } = this;
    if (!look?.preview) return false;
    const confirm = look.preview.confirm;
    const change = { ...dates, also: this.#also(look) };
    const done = await this.attempt.run(() =>
      moveWindow(this.#edition, this.#version(), change, confirm).catch((error: unknown) => {
        // The numbers have moved since it was looked at: here are the new ones.
        if (error instanceof Problem && error.type === 'editions/unconfirmed')
          this.look = { ...look, preview: error.member<Preview>('preview') };
        throw error;
      }),
    );
    return done !== undefined;
  }

  #also(look: WindowPreview): WindowChange['also'] {
    return Object.fromEntries(Object.entries(look.proposed).filter(([key]) => this.chosen[key]));
  }

  #preview(dates: Dates, also: WindowChange['also']): Promise<WindowPreview | undefined> {
    return this.attempt.run(() =>
      previewWindow(this.#edition, this.#version(), { ...dates, also }),
    );
  }
}
