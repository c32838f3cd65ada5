import { type FieldProblem, Problem } from '~/api/problem';
import { request } from '~/api/request';
import { type DeviceDrafts, type Kept, ownDrafts, type Trouble } from './drafts';
import { type Put, reasonOf, sendPut } from './put';
import { flushAll, isOnScreen, onFieldGone, retryDelay } from './retry';
import { livePages, onPages, oneAtATime, tellPages, thisPage } from './tabs';

/** How long another window gets to send what is its own, before it is asked after again. */
const othersMs = 5000;
/** What somebody is writing in another window now is none of this one's news. */
const freshMs = 10_000;
/** So long a page waits for what is kept to be sent. */
const patienceMs = 10_000;

interface World {
  drafts: () => DeviceDrafts | undefined;
  send: (put: Put, version: number) => Promise<{ version: number; refused?: FieldProblem[] }>;
  /** The account that the server would take a change for. */
  account: () => Promise<string>;
  live: () => Promise<Set<string>>;
  onScreen: (key: string) => boolean;
}

const browser: World = {
  drafts: ownDrafts,
  send: sendPut,
  account: async () => (await request<{ id: string }>('GET', '/api/me')).id,
  live: livePages,
  onScreen: isOnScreen,
};

/**
 * Sends what is kept on this device and no field on a screen sends by itself: what was typed without a
 * connection, on a page that was left or a window that was closed. Works from any page, in one window at a
 * time. What somebody else changed meanwhile, or the server refuses, stays kept and is said.
 */
export class Sender {
  /** All that is kept and not on this screen, oldest first. */
  kept = $state.raw<Kept[]>([]);

  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  readonly #world: World;

  constructor(world: Partial<World> = {}) {
    this.#world = { ...browser, ...world };
  }

  /** What is kept of something, such as "entry/abc/". */
  of(prefix: string): Kept[] {
    return this.kept.filter((one) => one.key.startsWith(prefix));
  }

  /** What concerns the person wherever they are: not what is being typed in another window just now. */
  get news(): Kept[] {
    const now = Date.now();
    return this.kept.filter(({ draft }) => draft.trouble || now - draft.at > freshMs);
  }

  /** Sends what can be sent; resolves when that is done or was tried. */
  run(): Promise<void> {
    this.#running ??= this.#alone().finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Gives what is on its way some time: what is loaded before would already be old. */
  async ready(): Promise<void> {
    await within(patienceMs, Promise.all([flushAll(), this.run()]));
  }

  /** Sends all of something, other windows' too, and gives what is still kept of it. */
  async settle(prefix: string): Promise<Kept[]> {
    const until = Date.now() + patienceMs;
    await flushAll();
    await within(patienceMs, this.run());
    tellPages('send');
    while (Date.now() < until && this.of(prefix).some((one) => this.#mayStillGo(one))) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await within(patienceMs, this.run());
    }
    return this.of(prefix);
  }

  /** Drops one's own version: the person has decided so. */
  async discard(one: Kept): Promise<void> {
    await this.#world.drafts()?.drop(one);
    await this.look();
    tellPages('kept');
  }

  /** Looks again at what is kept. */
  async look(): Promise<void> {
    const all = (await this.#world.drafts()?.list()) ?? [];
    this.kept = all.filter((one) => !(one.page === thisPage && this.#world.onScreen(one.key)));
  }

  #mayStillGo({ draft }: Kept): boolean {
    return !draft.trouble && this.#failures === 0;
  }

  async #alone(): Promise<void> {
    clearTimeout(this.#timer);
    const drafts = this.#world.drafts();
    if (!drafts) {
      this.kept = [];
      return;
    }
    if ((await drafts.list()).length)
      await oneAtATime(`send-${drafts.user}`, () => this.#round(drafts));
    await this.look();
    if (this.of('').some((one) => this.#mayStillGo(one))) this.#later(othersMs);
  }

  async #round(drafts: DeviceDrafts): Promise<void> {
    const live = await this.#world.live();
    const own = (await drafts.list()).filter(
      ({ key, page, draft }) =>
        // What was refused, or has to be chosen, waits for the person.
        !draft.trouble && !this.#world.onScreen(key) && (page === thisPage || !live.has(page)),
    );
    if (!own.length) return;
    try {
      // By now somebody else may have signed in, in another window.
      if ((await this.#world.account()) !== drafts.user) return;
      for (const one of own) await this.#send(drafts, one);
      this.#failures = 0;
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(-1);
      this.#failures += 1;
      if (problem.temporary) this.#later(retryDelay(this.#failures, problem.retryAfter));
    }
    tellPages('kept');
  }

  /** Throws what may go better another time. */
  async #send(drafts: DeviceDrafts, one: Kept): Promise<void> {
    const { put, base } = one.draft;
    const drop = async (): Promise<void> => {
      if (await this.#isStill(drafts, one)) await drafts.drop(one);
    };
    const keep = async (trouble: Trouble, version = base): Promise<void> => {
      if (await this.#isStill(drafts, one))
        await drafts.write(one.key, { ...one.draft, base: version, trouble }, one.page);
    };
    try {
      const { refused = [], version } = await this.#world.send(put, base);
      if (!refused.length) return await drop();
      const reason = reasonOf(new Problem(422, { errors: refused }));
      await keep({ kind: 'refused', reason }, version);
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(-1);
      if (problem.temporary || problem.status === 401) throw problem;
      const current = problem.status === 412 ? problem.members['current'] : undefined;
      // It had arrived, and only the answer was lost.
      if (current && holds(current, put.body)) return drop();
      await keep(current ? { kind: 'conflict' } : { kind: 'refused', reason: reasonOf(problem) });
    }
  }

  /** Whether nobody has written on since, or has it on the screen: newer words are theirs to send. */
  async #isStill(drafts: DeviceDrafts, { key, page, draft }: Kept): Promise<boolean> {
    if (this.#world.onScreen(key)) return false;
    const all = await drafts.list();
    return all.some((now) => now.key === key && now.page === page && now.draft.at === draft.at);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), ms);
  }
}

/** Whether everything in `part` stands in `whole` too. */
function holds(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return whole === part;
  if (typeof whole !== 'object' || whole === null) return false;
  if (Array.isArray(part)) return JSON.stringify(whole) === JSON.stringify(part);
  const members = whole as Record<string, unknown>;
  return Object.entries(part).every(([name, value]) => holds(members[name], value));
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, ms))]);
}

/** The sender of this page. */
export const sender = new Sender();

if (typeof window !== 'undefined') {
  onFieldGone(() => void sender.run());
  window.addEventListener('online', () => void sender.run());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void sender.run();
  });
  onPages('kept', () => void sender.look());
  onPages('send', () => void flushAll().then(() => sender.run()));
}
