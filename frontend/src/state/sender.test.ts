import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '~/api/problem';
import type { DeviceDrafts, Draft, Kept } from './drafts';
import type { Put } from './put';
import { Sender } from './sender.svelte';
import { thisPage } from './tabs';

/** A device that keeps drafts over pages and reloads. */
class Device {
  readonly user = 'ana';
  kept: Kept[] = [];

  list = (): Promise<Kept[]> => Promise.resolve([...this.kept]);

  drop = ({ key, page }: Pick<Kept, 'key' | 'page'>): Promise<void> => {
    this.kept = this.kept.filter((one) => one.key !== key || one.page !== page);
    return Promise.resolve();
  };

  write = async (key: string, draft: Draft<unknown>, page = thisPage): Promise<void> => {
    await this.drop({ key, page });
    this.kept.push({ key, page, draft });
  };

  keep(field: string, value: string, base = 1, page = 'closed-page'): void {
    const put = { path: `/api/entries/a/answers/${field}`, body: { value } };
    const about = { label: field, href: `/entries/a/project?at=${field}` };
    const draft = { value, base, at: Date.now(), put, about };
    this.kept.push({ key: `entry/a/${field}`, page, draft });
  }
}

/** A server with versions, that can be away. */
class Server {
  received: string[] = [];
  answers = new Map<string, { value: string; version: number }>();
  fail: Problem | undefined;

  send = ({ path, body }: Put, version: number): Promise<{ version: number }> => {
    if (this.fail) return Promise.reject(this.fail);
    const field = path.split('/').at(-1) ?? '';
    const { value } = body as { value: string };
    const current = this.answers.get(field) ?? { value: '', version: 1 };
    if (current.version !== version) return Promise.reject(new Problem(412, { current }));
    this.answers.set(field, { value, version: version + 1 });
    this.received.push(value);
    return Promise.resolve({ version: version + 1 });
  };
}

let device: Device;
let server: Server;
let account: string;
let live: string[];
let screen: string[];

function fresh(): Sender {
  return new Sender({
    drafts: () => device as unknown as DeviceDrafts,
    send: server.send,
    account: () => (server.fail ? Promise.reject(server.fail) : Promise.resolve(account)),
    live: () => Promise.resolve(new Set([thisPage, ...live])),
    onScreen: (key) => screen.includes(key),
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  device = new Device();
  server = new Server();
  account = 'ana';
  live = [];
  screen = [];
});

afterEach(() => {
  vi.useRealTimers();
});

describe('what is kept on the device', () => {
  it('is sent by any page, though the page that wrote it is closed', async () => {
    device.keep('title', 'Open doors');
    device.keep('summary', 'We open them.');
    const sender = fresh();
    await sender.run();
    expect(server.received).toEqual(['Open doors', 'We open them.']);
    expect(device.kept).toEqual([]);
    expect(sender.kept).toEqual([]);
  });

  it('is tried again until the server can be reached', async () => {
    server.fail = Problem.offline();
    device.keep('title', 'Open doors');
    const sender = fresh();
    await sender.run();
    expect(sender.of('entry/a/')).toHaveLength(1);
    server.fail = undefined;
    await vi.advanceTimersByTimeAsync(2000);
    expect(server.received).toEqual(['Open doors']);
    expect(sender.of('entry/a/')).toEqual([]);
  });

  it('never writes over what somebody else saved meanwhile, and says so', async () => {
    server.answers.set('title', { value: 'Theirs', version: 7 });
    device.keep('title', 'Mine', 1);
    device.keep('summary', 'Not concerned', 1);
    const sender = fresh();
    await sender.run();
    expect(server.answers.get('title')?.value).toBe('Theirs');
    expect(server.received).toEqual(['Not concerned']);
    expect(sender.kept.map(({ draft }) => [draft.value, draft.trouble])).toEqual([
      ['Mine', { kind: 'conflict' }],
    ]);
  });

  it('had arrived when only the answer was lost', async () => {
    server.answers.set('title', { value: 'Open doors', version: 2 });
    device.keep('title', 'Open doors', 1);
    const sender = fresh();
    await sender.run();
    expect(device.kept).toEqual([]);
  });

  it('stays, with the reason, when the server refuses it', async () => {
    server.fail = undefined;
    device.keep('title', 'Too late');
    const send = vi.spyOn(server, 'send');
    send.mockRejectedValue(new Problem(409, { title: 'Entries are closed.' }));
    const sender = fresh();
    await sender.run();
    expect(sender.news[0]?.draft.trouble).toEqual({
      kind: 'refused',
      reason: 'Entries are closed.',
    });
    // Coming back to the page asks no second time.
    await sender.run();
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('is sent for its own account only', async () => {
    account = 'somebody-else';
    device.keep('title', 'Open doors');
    await fresh().run();
    expect(server.received).toEqual([]);
    expect(device.kept).toHaveLength(1);
  });

  it('waits for the person to sign in again', async () => {
    server.fail = new Problem(401, { type: '/problems/accounts/not-signed-in' });
    device.keep('title', 'Open doors');
    const sender = fresh();
    await sender.run();
    expect(sender.of('')).toHaveLength(1);
    server.fail = undefined;
    await sender.run();
    expect(server.received).toEqual(['Open doors']);
  });

  it('is left to the window in which it is being written', async () => {
    live = ['other-window'];
    device.keep('title', 'Being typed', 1, 'other-window');
    screen = ['entry/a/summary'];
    device.keep('summary', 'On this screen', 1, thisPage);
    const sender = fresh();
    await sender.run();
    expect(server.received).toEqual([]);
    expect(sender.kept.map(({ key }) => key)).toEqual(['entry/a/title']);
    live = [];
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.received).toEqual(['Being typed']);
  });

  it('goes in the order in which it was written, and a second version of it is a conflict', async () => {
    device.keep('title', 'First window', 1, 'page-1');
    await vi.advanceTimersByTimeAsync(10);
    device.keep('title', 'Second window', 1, 'page-2');
    const sender = fresh();
    await sender.run();
    expect(server.received).toEqual(['First window']);
    expect(sender.kept.map(({ draft }) => draft.value)).toEqual(['Second window']);
    expect(sender.kept[0]?.draft.trouble).toEqual({ kind: 'conflict' });
  });

  it('is waited for before something counts, as long as it can still arrive', async () => {
    live = ['other-window'];
    device.keep('title', 'Being sent elsewhere', 1, 'other-window');
    const sender = fresh();
    const settled = sender.settle('entry/a/');
    await vi.advanceTimersByTimeAsync(1000);
    device.kept = [];
    await vi.advanceTimersByTimeAsync(1000);
    expect(await settled).toEqual([]);
  });

  it('is named when it cannot arrive, and nobody waits in vain', async () => {
    server.fail = Problem.offline();
    device.keep('title', 'Open doors');
    expect((await fresh().settle('entry/a/')).map(({ key }) => key)).toEqual(['entry/a/title']);
  });

  it('is neither dropped nor marked when somebody has written on while it was sent', async () => {
    device.keep('title', 'Open');
    vi.spyOn(server, 'send').mockImplementation(async () => {
      await device.drop({ key: 'entry/a/title', page: 'closed-page' });
      await vi.advanceTimersByTimeAsync(5);
      device.keep('title', 'Open doors');
      return { version: 2 };
    });
    await fresh().run();
    expect(device.kept.map(({ draft }) => [draft.value, draft.trouble])).toEqual([
      ['Open doors', undefined],
    ]);
  });

  it('is left to its field once that is on the screen', async () => {
    device.keep('title', 'Open doors', 1, thisPage);
    vi.spyOn(server, 'send').mockImplementation(() => {
      screen = ['entry/a/title'];
      return Promise.reject(new Problem(412, { current: { value: 'Theirs', version: 7 } }));
    });
    await fresh().run();
    expect(device.kept[0]?.draft.trouble).toBeUndefined();
  });
});
