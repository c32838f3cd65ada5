import { Problem, problemText } from '~/api';
import { Attempt } from '~/state';
import { messages } from '~/text';
import { documentFaults, type Preview, type Since, type StaffDocument } from './data';

/** What a proposal asks of the server. */
interface Server {
  preview: (text: string) => Promise<Preview>;
  take: (text: string, preview: Preview, reason: string) => Promise<StaffDocument>;
}

/** A document on its way into force: written, looked at, and taken exactly as it was looked at. */
export class Proposal {
  text = $state('');
  reason = $state('');
  /** What it comes to; gone as soon as a letter changes. */
  preview = $state.raw<Preview>();
  /** What is wrong with it. */
  faults = $state.raw<string[]>([]);
  /** It was taken from an older version; this has happened since. */
  since = $state.raw<Since>();
  failure = $state('');
  /** What the writing began with, or what was taken: it is not lost with this page. */
  #safe = $state('');
  readonly attempt = new Attempt('editions-staff');
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  /** Whether something was written that is nowhere else. */
  get unsaved(): boolean {
    return this.text.trim() !== '' && this.text !== this.#safe;
  }

  /** Starts from a text that exists elsewhere; asks before it takes the place of what was written. */
  begin(text: string): void {
    if (this.unsaved && !confirm(messages('editions-staff')('replace'))) return;
    this.#safe = text;
    this.write(text);
  }

  write(text: string): void {
    this.text = text;
    this.preview = undefined;
    this.#clear();
  }

  async look(): Promise<void> {
    this.preview = undefined;
    this.preview = await this.#run(() => this.#server.preview(this.text));
  }

  async take(): Promise<StaffDocument | undefined> {
    const preview = this.preview;
    if (!preview) return undefined;
    const { text } = this;
    const done = await this.#run(() => this.#server.take(text, preview, this.reason));
    if (done) this.#safe = text;
    return done;
  }

  #clear(): void {
    this.faults = [];
    this.since = undefined;
    this.failure = '';
  }

  async #run<T>(action: () => Promise<T>): Promise<T | undefined> {
    this.#clear();
    return this.attempt.run(() =>
      action().catch((error: unknown) => {
        this.#explain(error);
        throw error;
      }),
    );
  }

  #explain(error: unknown): void {
    this.failure = problemText(error);
    this.faults = documentFaults(error);
    if (!(error instanceof Problem)) return;
    if (error.type === 'editions/changed') {
      this.preview = undefined;
      this.since = error.member<Since>('current');
    }
    // The numbers have moved since it was looked at: here are the new ones.
    if (error.type === 'editions/unconfirmed') this.preview = error.member<Preview>('preview');
  }
}
