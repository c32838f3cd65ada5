import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '~/api/problem';
import { Autosave, type Saved } from './autosave.svelte';
import type { Draft, Drafts } from './drafts';
import type { Put } from './put';

/** Drafts in memory, as the device would keep them over a reload. */
class MemoryDrafts implements Drafts {
  readonly kept = new Map<string, Draft<unknown>>();

  read<T>(key: string): Promise<Draft<T> | undefined> {
    return Promise.resolve(this.kept.get(key) as Draft<T> | undefined);
  }

  write<T>(key: string, draft: Draft<T>): Promise<void> {
    this.kept.set(key, draft);
    return Promise.resolve();
  }

  remove(key: string): Promise<void> {
    this.kept.delete(key);
    return Promise.resolve();
  }
}

/** A server with one answer; `fail` is thrown instead once it is set. */
class Server {
  readonly received: { value: string; version: number }[] = [];
  version = 0;
  fail: Problem | undefined;
  hold: Promise<void> | undefined;

  send = async ({ body }: Put, version: number): Promise<Saved> => {
    this.received.push({ value: String(body), version });
    await this.hold;
    if (this.fail) throw this.fail;
    this.version = version + 1;
    return { version: this.version, saved_at: '2023-06-12T21:41:07.000Z' };
  };
}

let drafts: MemoryDrafts;
let server: Server;

const about = { label: 'Summary', href: '/entries/k/project?at=summary' };
const put = (value: string): Put => ({ path: '/api/entries/k/answers/summary', body: value });

function field(value = '', version = 0, until?: string): Autosave<string> {
  const key = 'entry/k/summary';
  const closes = (): string | undefined => until;
  return new Autosave({
    key,
    value,
    version,
    put,
    about,
    send: server.send,
    until: closes,
    drafts,
  });
}

const kept = (value: string, base: number): Draft<unknown> => ({
  value,
  base,
  at: Date.now(),
  put: put(value),
  about,
});

const quiet = (ms = 800): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  drafts = new MemoryDrafts();
  server = new Server();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a field that saves itself', () => {
  it('sends once after a quiet moment, with the version it began from', async () => {
    const summary = field('', 3);
    summary.set('C');
    await quiet(500);
    summary.set('Care');
    await quiet(799);
    expect(server.received).toEqual([]);
    await quiet(1);
    expect(server.received).toEqual([{ value: 'Care', version: 3 }]);
    expect(summary.state).toEqual({ kind: 'saved', at: '2023-06-12T21:41:07.000Z' });
    expect(drafts.kept.size).toBe(0);
  });

  it('has written to the device before anything is sent', async () => {
    field().set('Care');
    await quiet(0);
    expect(server.received).toEqual([]);
    expect(drafts.kept.get('entry/k/summary')).toMatchObject({
      value: 'Care',
      base: 0,
      put: { path: '/api/entries/k/answers/summary', body: 'Care' },
      about,
    });
  });

  it('has one request on its way, and sends what was typed meanwhile on the new version', async () => {
    const summary = field();
    let release = (): void => undefined;
    server.hold = new Promise((resolve) => (release = resolve));
    summary.set('one');
    await quiet();
    summary.set('one two');
    await quiet(5000);
    expect(server.received).toHaveLength(1);
    release();
    await quiet(0);
    expect(server.received).toEqual([
      { value: 'one', version: 0 },
      { value: 'one two', version: 1 },
    ]);
    expect(summary.unsaved).toBe(false);
    expect(drafts.kept.size).toBe(0);
  });

  it('keeps a change on the device while offline and tries again at growing distances', async () => {
    const summary = field();
    server.fail = Problem.offline();
    summary.set('Care');
    await quiet();
    expect(summary.state.kind).toBe('offline');
    expect(drafts.kept.get('entry/k/summary')).toMatchObject({ value: 'Care' });
    await quiet(2000);
    expect(server.received).toHaveLength(2);
    await quiet(3999);
    expect(server.received).toHaveLength(2);
    await quiet(1);
    expect(server.received).toHaveLength(3);
    server.fail = undefined;
    await quiet(8000);
    expect(summary.state.kind).toBe('saved');
    expect(drafts.kept.size).toBe(0);
  });

  it('says that the server has no room, keeps the change on the device and tries again', async () => {
    const summary = field();
    server.fail = new Problem(507, { type: '/problems/no-room' }, 30);
    summary.set('Care');
    await quiet();
    expect(summary.state.kind).toBe('full');
    expect(drafts.kept.get('entry/k/summary')).toMatchObject({ value: 'Care' });
    await quiet(29_999);
    expect(server.received).toHaveLength(1);
    server.fail = undefined;
    await quiet(1);
    expect(summary.state.kind).toBe('saved');
    expect(drafts.kept.size).toBe(0);
  });

  it('never waits longer than a minute to try again', async () => {
    server.fail = Problem.offline();
    field().set('Care');
    await quiet(10 * 60_000);
    const before = server.received.length;
    await quiet(60_000);
    expect(server.received.length).toBe(before + 1);
  });

  it('waits as long as the server asks', async () => {
    server.fail = new Problem(503, {}, 7);
    field().set('Care');
    await quiet();
    await quiet(6999);
    expect(server.received).toHaveLength(1);
    await quiet(1);
    expect(server.received).toHaveLength(2);
  });

  it('keeps what was written when the session has ended, and sends it after the next sign-in', async () => {
    const summary = field();
    server.fail = new Problem(401, { type: '/problems/accounts/not-signed-in' });
    summary.set('Care');
    await quiet();
    expect(summary.state.kind).toBe('signed_out');
    expect(drafts.kept.size).toBe(1);
    server.fail = undefined;
    await summary.flush();
    expect(summary.state.kind).toBe('saved');
  });

  it('says why the server refused, keeps the text and does not insist', async () => {
    const summary = field();
    server.fail = new Problem(409, {
      type: '/problems/entries/closed',
      title: 'The call is closed.',
    });
    summary.set('Care');
    await quiet();
    await quiet(120_000);
    expect(summary.state).toEqual({ kind: 'refused', reason: 'The call is closed.' });
    expect(server.received).toHaveLength(1);
    expect(drafts.kept.get('entry/k/summary')?.trouble).toEqual({
      kind: 'refused',
      reason: 'The call is closed.',
    });
  });
});

describe('steady typing', () => {
  /** Types a word every so many milliseconds, for so long. */
  async function type(into: Autosave<string>, everyMs: number, forMs: number): Promise<string> {
    let text = '';
    for (let passed = 0; passed < forMs; passed += everyMs) {
      text += 'word ';
      into.set(text);
      await quiet(everyMs);
    }
    return text;
  }

  it('is saved at least every five seconds', async () => {
    const text = await type(field(), 300, 33_000);
    const lengths = server.received.map(({ value }) => value.length / 'word '.length);
    // A word every 300 ms: never more than 5 s of them, 17 words, are on this device only.
    for (const [i, words] of lengths.entries()) {
      expect(words - (lengths[i - 1] ?? 0)).toBeLessThanOrEqual(17);
    }
    expect(lengths.length).toBeGreaterThanOrEqual(6);
    await quiet();
    expect(server.received.at(-1)?.value).toBe(text);
  });

  it('has reached the server before the deadline, and stops there', async () => {
    const until = Date.now() + 60_000;
    const arrived: { at: number; value: string }[] = [];
    const send = server.send;
    server.send = async (one, version) => {
      arrived.push({ at: Date.now(), value: String(one.body) });
      return send(one, version);
    };
    const text = await type(field('', 0, new Date(until).toISOString()), 200, 60_000);
    const inTime = arrived.filter(({ at }) => at < until).at(-1)?.value ?? '';
    // What is missing is at most the word of the last 200 ms.
    expect(text.length - inTime.length).toBeLessThanOrEqual('word '.length);
  });

  it('is sent some seconds before the deadline even when the server was away a moment before', async () => {
    const until = Date.now() + 20_000;
    const summary = field('', 0, new Date(until).toISOString());
    server.fail = Problem.offline();
    summary.set('Care');
    await quiet(12_000);
    server.fail = undefined;
    await quiet(3000);
    expect(summary.state.kind).toBe('saved');
    expect(Date.now()).toBeLessThanOrEqual(until - 5000);
  });

  it('does not hammer a server that is away at the deadline', async () => {
    const summary = field('', 0, new Date(Date.now() + 10_000).toISOString());
    server.fail = Problem.offline();
    summary.set('Care');
    await quiet(60_000);
    expect(server.received.length).toBeLessThan(10);
  });
});

it('a field that is gone forgets what was not sent', async () => {
  const summary = field();
  server.fail = Problem.offline();
  summary.set('Care');
  await quiet();
  await summary.discard();
  summary.dispose();
  await quiet(60_000);
  expect(server.received).toHaveLength(1);
  expect(drafts.kept.size).toBe(0);
});

describe('two versions of one field', () => {
  const theirs = { value: 'Theirs', version: 5, updated_by: 'Maria' };

  async function conflicting(): Promise<Autosave<string>> {
    const summary = field('Old', 4);
    server.fail = new Problem(412, { type: '/problems/entries/answer-changed', current: theirs });
    summary.set('Mine');
    await quiet();
    server.fail = undefined;
    return summary;
  }

  it('are both offered, and nothing is sent until one is chosen', async () => {
    const summary = await conflicting();
    expect(summary.state.kind).toBe('conflict');
    expect(summary.conflict).toEqual(theirs);
    expect(summary.value).toBe('Mine');
    summary.set('Mine too');
    await quiet(60_000);
    expect(server.received).toHaveLength(1);
  });

  it("keep one's own on the version of the other", async () => {
    const summary = await conflicting();
    await summary.keepMine();
    expect(server.received.at(-1)).toEqual({ value: 'Mine', version: 5 });
    expect(summary.conflict).toBeUndefined();
  });

  it('take the other without sending anything', async () => {
    const summary = await conflicting();
    await summary.takeTheirs();
    expect(summary.value).toBe('Theirs');
    expect(summary.unsaved).toBe(false);
    expect(drafts.kept.size).toBe(0);
    summary.set('Theirs, longer');
    await quiet();
    expect(server.received.at(-1)).toEqual({ value: 'Theirs, longer', version: 5 });
  });

  it('are no conflict when both wrote the same', async () => {
    const summary = field('Old', 4);
    const current = { ...theirs, value: 'Same' };
    server.fail = new Problem(412, { type: '/problems/entries/answer-changed', current });
    summary.set('Same');
    await quiet();
    expect(summary.state.kind).toBe('saved');
    expect(summary.version).toBe(5);
  });
});

it('a field in conflict stays marked on the device while one types on', async () => {
  const summary = field('Old', 4);
  const current = { value: 'Theirs', version: 5 };
  server.fail = new Problem(412, { type: '/problems/entries/answer-changed', current });
  summary.set('Mine');
  await quiet();
  summary.set('Mine too');
  await quiet();
  expect(drafts.kept.get('entry/k/summary')).toMatchObject({
    value: 'Mine too',
    trouble: { kind: 'conflict' },
  });
});

describe('coming back', () => {
  it('sends what an earlier visit could not', async () => {
    drafts.kept.set('entry/k/summary', kept('Kept', 2));
    const summary = field('Old', 2);
    await summary.restore();
    expect(summary.value).toBe('Kept');
    await quiet(0);
    expect(server.received).toEqual([{ value: 'Kept', version: 2 }]);
  });

  it('offers both when somebody saved in between', async () => {
    drafts.kept.set('entry/k/summary', kept('Kept', 2));
    const summary = field('Newer', 3);
    await summary.restore();
    await quiet();
    expect(summary.conflict).toEqual({ value: 'Newer', version: 3 });
    expect(server.received).toEqual([]);
  });

  it('forgets a draft that did arrive', async () => {
    drafts.kept.set('entry/k/summary', kept('Same', 2));
    await field('Same', 3).restore();
    await quiet();
    expect(drafts.kept.size).toBe(0);
    expect(server.received).toEqual([]);
  });
});
