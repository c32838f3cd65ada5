import type { AnswerSaved, DraftAnswer } from '~/api/generated';
import { type FieldProblem, Problem } from '~/api/problem';
import { serverInstant, serverNow } from './clock';
import { type About, type Drafts, ownDrafts, type Trouble } from './drafts';
import { type Put, reasonOf, sendPut } from './put';
import { retryDelay, watchPage } from './retry';
import type { SaveState } from './save-state';

/** What the server answers to a save; a feature's own answer may hold more. */
export type Saved = Pick<AnswerSaved, 'saved_at' | 'version'> & {
  /** Parts that were wrong and were not saved; the others were. */
  refused?: readonly FieldProblem[];
};

/** The version somebody else saved meanwhile. */
export type Current<T> = Partial<Pick<DraftAnswer, 'updated_at' | 'updated_by'>> & {
  value: T;
  version: number;
  /** Saved by the person themselves, in another window. */
  yours?: boolean;
};

export interface AutosaveOptions<T, R extends Saved> {
  /** Names the field on this device, such as "entry/abc/summary". */
  key: string;
  value: T;
  /** 0 when nothing was saved yet. */
  version: number;
  /** By whom and when it was saved. */
  saved?: Omit<Current<T>, 'value' | 'version'>;
  /** The request that saves a value. */
  put: (value: T) => Put;
  /** What it is, for the time it is kept on the device. */
  about: About;
  /** Sends the request; `version` goes into `If-Match`. */
  send?: (put: Put, version: number) => Promise<R>;
  onsaved?: (answer: R) => void;
  /** The instant from which nothing is taken any more, by the server's clock. */
  until?: () => string | null | undefined;
  drafts?: Drafts;
}

/** A pause in the typing this long sends what is typed. */
const pauseMs = 800;
/** Without a pause it is sent at least this often. */
const mostMs = 5000;
/** So long before a deadline everything is sent, and from then on each change at once. */
const beforeDeadlineMs = 5000;

/**
 * Saves one field by itself. Each change is first written to this device, then sent after a quiet moment,
 * one request at a time; nothing is lost when the connection, the session or the race is.
 */
export class Autosave<T, R extends Saved = Saved> {
  value: T = $state.raw() as T;
  state = $state.raw<SaveState>({ kind: 'idle' });
  /** Set while the person has to choose between two versions. */
  conflict = $state.raw<Current<T>>();
  /** What the server said to the last save. */
  answer = $state.raw<R>();

  #version: number;
  #dirty = false;
  #failures = 0;
  /** When the first change that is not on its way was made. */
  #since: number | undefined;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;
  readonly #options: AutosaveOptions<T, R>;
  readonly #drafts: Drafts | undefined;
  readonly #unwatch: () => void;

  constructor(options: AutosaveOptions<T, R>) {
    this.#options = options;
    this.#drafts = options.drafts ?? ownDrafts();
    this.#version = options.version;
    this.value = options.value;
    this.#unwatch = watchPage(this);
  }

  get key(): string {
    return this.#options.key;
  }

  get version(): number {
    return this.#version;
  }

  /** True while something has not reached the server. */
  get unsaved(): boolean {
    return this.#dirty;
  }

  /** Takes a change; call it on every keystroke. */
  set(value: T): void {
    this.value = value;
    this.#dirty = true;
    void this.#writeAhead(this.conflict && { kind: 'conflict' });
    if (this.conflict) return;
    // Nobody is told that everything is saved while something waits; what failed is told until it no longer does.
    if (this.state.kind === 'saved' || this.state.kind === 'idle') this.state = { kind: 'saving' };
    this.#since ??= Date.now();
    const wait = Math.max(0, Math.min(pauseMs, this.#since + mostMs - Date.now()));
    this.#schedule(isLast(this.#leftMs()) ? 0 : wait);
  }

  /**
   * Brings back what an earlier visit could not send, and gives its request. Call it once the field
   * is shown.
   */
  async restore(): Promise<Put | undefined> {
    const draft = await this.#drafts?.read<T>(this.#options.key);
    if (!draft || this.#dirty) return undefined;
    if (same(draft.value, this.value)) {
      await this.#drafts?.remove(this.#options.key);
      return undefined;
    }
    const theirs = { ...this.#options.saved, value: this.value, version: this.#version };
    this.value = draft.value;
    this.#dirty = true;
    if (draft.base === this.#version) this.#schedule(0);
    else this.#offer(theirs);
    return draft.put;
  }

  /** Takes what the server holds now, unless something of one's own is on its way. */
  refresh(current: Current<T>): void {
    if (this.#dirty || this.#running || this.conflict || current.version <= this.#version) return;
    this.value = current.value;
    this.#version = current.version;
    this.state = { kind: 'idle' };
  }

  /** Sends at once what waits; resolves when nothing is on its way any more. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#dirty && !this.conflict) await this.#run();
  }

  /** In a conflict: writes one's own version over the other. */
  async keepMine(): Promise<void> {
    if (!this.conflict) return;
    this.#version = this.conflict.version;
    this.conflict = undefined;
    await this.#writeAhead();
    await this.flush();
  }

  /** In a conflict: drops one's own version. */
  async takeTheirs(): Promise<void> {
    const theirs = this.conflict;
    if (!theirs) return;
    this.value = theirs.value;
    this.#version = theirs.version;
    this.conflict = undefined;
    this.#dirty = false;
    this.state = { kind: 'idle' };
    await this.#drafts?.remove(this.#options.key);
  }

  /** Forgets what was not sent: what it belonged to is gone. */
  async discard(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    clearTimeout(this.#timer);
    this.#dirty = false;
    this.conflict = undefined;
    await this.#drafts?.remove(this.#options.key);
  }

  /** Call it when the field leaves the screen: sends what waits; what cannot be sent stays kept. */
  dispose(): void {
    void this.flush().finally(() => {
      clearTimeout(this.#timer);
      this.#disposed = true;
      this.#unwatch();
    });
  }

  /** Sends after so long, and before the deadline in any case. */
  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    const left = this.#leftMs();
    const wait = left > 0 ? Math.min(ms, left) : ms;
    if (!this.#disposed) this.#timer = setTimeout(() => void this.flush(), wait);
  }

  /** Until everything has to be on its way. */
  #leftMs(): number {
    const until = this.#options.until?.();
    return until ? Date.parse(until) - beforeDeadlineMs - serverNow() : Infinity;
  }

  async #writeAhead(trouble?: Trouble): Promise<void> {
    const value = $state.snapshot(this.value) as T;
    const { key, put, about } = this.#options;
    const draft = { value, base: this.#version, at: Date.now(), put: put(value), about };
    await this.#drafts?.write(key, trouble ? { ...draft, trouble } : draft);
  }

  #run(): Promise<void> {
    this.#running ??= this.#save().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #save(): Promise<void> {
    const sent = this.value;
    this.#dirty = false;
    this.#since = undefined;
    this.state = { kind: 'saving' };
    try {
      const { put, send = sendPut<R> } = this.#options;
      const answer = await send(put(sent), this.#version);
      this.#version = answer.version;
      this.#failures = 0;
      this.answer = answer;
      this.state = { kind: 'saved', at: answer.saved_at };
      this.#options.onsaved?.(answer);
      if (answer.refused?.length) return this.#keepRefused(answer.refused);
      // What was typed during the save has its own timer and draft, now on the new version.
      if (this.#dirty) await this.#writeAhead();
      else await this.#drafts?.remove(this.#options.key);
    } catch (error) {
      this.#dirty = true;
      this.#failed(error);
    }
  }

  /** What was refused stays here and on this device until it is put right. */
  #keepRefused(refused: readonly FieldProblem[]): void {
    this.#dirty = true;
    this.#refuse(new Problem(422, { errors: refused }));
  }

  #failed(error: unknown): void {
    const problem = error instanceof Problem ? error : new Problem(-1);
    if (problem.status === 412) {
      const current = problem.members['current'] as Current<T> | undefined;
      if (current && same(current.value, this.value)) void this.#agree(current);
      else if (current) this.#offer(current);
      else this.#refuse(problem);
    } else if (problem.status === 401) {
      this.state = { kind: 'signed_out' };
    } else if (problem.temporary) {
      this.state = { kind: problem.full ? 'full' : 'offline' };
      this.#failures += 1;
      this.#schedule(retryDelay(this.#failures, problem.retryAfter));
    } else {
      this.#refuse(problem);
    }
  }

  #refuse(problem: Problem): void {
    const reason = reasonOf(problem);
    this.state = { kind: 'refused', reason };
    void this.#writeAhead({ kind: 'refused', reason });
  }

  /** Both wrote the same: nothing to choose. */
  async #agree(current: Current<T>): Promise<void> {
    this.#version = current.version;
    this.#dirty = false;
    this.state = { kind: 'saved', at: current.updated_at ?? serverInstant() };
    await this.#drafts?.remove(this.#options.key);
  }

  #offer(current: Current<T>): void {
    clearTimeout(this.#timer);
    this.conflict = current;
    this.state = { kind: 'conflict' };
    void this.#writeAhead({ kind: 'conflict' });
  }
}

/** The seconds in which there is no time for a pause. */
function isLast(leftMs: number): boolean {
  return leftMs <= 0 && leftMs > -beforeDeadlineMs;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
