import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '~/api';
import type { JudgedEntry, SavedSheet, saveSheet, SheetContent, SheetSaved } from './data';
import { Sheet } from './sheet.svelte';

const saved: SavedSheet = {
  state: 'not_started',
  scores: { theme_fit: null, impact: null },
  comments: { internal: '', panel: '', entrant: '' },
  version: 0,
  updated_at: null,
  handed_in_at: null,
};

function entry(scoresheet: SavedSheet = saved): JudgedEntry {
  const criterion = { label: 'A criterion', guidance: null };
  return {
    assignment: 'k3v9',
    complete: 0,
    reading_minutes: 1,
    position: 7,
    total: 31,
    previous: null,
    next_open: null,
    entrant: {},
    next: null,
    title: 'Sample',
    category: 'service_delivery',
    category_name: 'Service Delivery',
    considerations: [],
    sections: [],
    attachments: [],
    round: {
      programme: 'essa',
      edition: '2023',
      key: 'judging',
      name: 'Judging',
      scale: { min: 0, max: 10, step: 1, anchors: [] },
      criteria: [
        { ...criterion, key: 'theme_fit', weight: 60 },
        { ...criterion, key: 'impact', weight: 40 },
      ],
      window: { from: '', to: '', state: 'open' },
      comments: ['panel'],
      panel_comments: 'never',
    },
    scoresheet,
  };
}

/** A server that takes every change, or answers with a problem. */
class Server {
  readonly received: unknown[] = [];
  fail: Problem | undefined;
  refused: SheetSaved['refused'] = [];

  send: typeof saveSheet = ({ body }, version): Promise<SheetSaved> => {
    this.received.push({ body, version });
    if (this.fail) return Promise.reject(this.fail);
    return Promise.resolve({
      version: version + 1,
      saved_at: '2023-09-01T10:00:00.000Z',
      scores_set: 1,
      refused: this.refused,
    });
  };
}

let server: Server;

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
});

afterEach(() => {
  vi.useRealTimers();
});

it('sends scores and only the comments the round asks for, with the version it began from', async () => {
  const sheet = new Sheet(entry(), server.send);
  sheet.score('impact', 8);
  sheet.comment('panel', 'Convincing.');
  expect(await sheet.flush()).toBe(true);
  expect(server.received).toEqual([
    {
      body: { scores: { theme_fit: null, impact: 8 }, comments: { panel: 'Convincing.' } },
      version: 0,
    },
  ]);
});

it('has a total once every criterion has a score, and loses it when one is cleared', () => {
  const sheet = new Sheet(entry(), server.send);
  sheet.score('impact', 5);
  expect([sheet.scored, sheet.points, sheet.missing]).toEqual([1, undefined, ['theme_fit']]);
  sheet.score('theme_fit', 10);
  expect([sheet.complete, sheet.points]).toEqual([true, 80]);
  sheet.score('theme_fit', null);
  expect([sheet.complete, sheet.points]).toEqual([false, undefined]);
});

it('says that something has not reached the server while there is no connection', async () => {
  server.fail = Problem.offline();
  const sheet = new Sheet(entry(), server.send);
  sheet.score('impact', 5);
  expect(await sheet.flush()).toBe(false);
  expect(sheet.save.kind).toBe('offline');
  server.fail = undefined;
  expect(await sheet.flush()).toBe(true);
});

it('says beside a part what was wrong with it, keeps the text and goes on from the saved version', async () => {
  server.refused = [{ pointer: '/comments/panel', code: 'content', detail: 'must be shorter' }];
  const sheet = new Sheet(entry(), server.send);
  sheet.score('impact', 5);
  sheet.comment('panel', 'Far too long');
  expect(await sheet.flush()).toBe(false);
  expect(sheet.save).toEqual({ kind: 'refused', reason: 'must be shorter' });
  expect([sheet.refusedPart('/comments/panel'), sheet.refusedPart('/scores/impact')]).toEqual([
    'must be shorter',
    undefined,
  ]);
  expect(sheet.content.comments.panel).toBe('Far too long');
  server.refused = [];
  sheet.comment('panel', 'Short');
  expect(await sheet.flush()).toBe(true);
  expect(server.received).toMatchObject([{ version: 0 }, { version: 1 }]);
  expect(sheet.refusedPart('/comments/panel')).toBeUndefined();
});

it('offers both versions after a change in another window, and writes the chosen one', async () => {
  const theirs: SheetContent = { scores: { theme_fit: 3, impact: null }, comments: saved.comments };
  server.fail = new Problem(412, { current: { value: theirs, version: 4 } });
  const sheet = new Sheet(entry(), server.send);
  sheet.score('impact', 5);
  await sheet.flush();
  expect(sheet.conflict?.value).toEqual(theirs);
  server.fail = undefined;
  await sheet.keepMine();
  expect(server.received.at(-1)).toMatchObject({
    body: { scores: { theme_fit: null, impact: 5 } },
    version: 4,
  });
});

it('goes on from the version it has after handing in and reopening', async () => {
  const sheet = new Sheet(entry(), server.send);
  const full = { ...saved, scores: { theme_fit: 6, impact: 7 } };
  sheet.adopt({
    ...full,
    state: 'handed_in',
    version: 5,
    handed_in_at: '2023-09-01T10:00:00.000Z',
  });
  expect(sheet.handedIn).toBe(true);
  sheet.adopt({ ...full, state: 'started', version: 6 });
  expect(sheet.handedIn).toBe(false);
  sheet.score('impact', 9);
  await sheet.flush();
  expect(server.received).toMatchObject([{ version: 6 }]);
});

it('forgets what was not sent once the entry is no longer the judge’s', async () => {
  const sheet = new Sheet(entry(), server.send);
  sheet.score('impact', 5);
  await sheet.discard();
  sheet.dispose();
  await vi.advanceTimersByTimeAsync(5000);
  expect(server.received).toEqual([]);
});

it('shows what another window saved instead of handing it in unseen', async () => {
  const current = { ...saved, scores: { theme_fit: 2, impact: 3 }, version: 5 };
  const stale = new Problem(412, { type: '/problems/judging/scoresheet-changed', current });
  const sheet = new Sheet(entry({ ...saved, version: 4 }), server.send);
  const asked: number[] = [];
  const turn = (_id: string, version: number): Promise<SavedSheet> => {
    asked.push(version);
    return version === 5
      ? Promise.resolve({
          ...current,
          state: 'handed_in',
          handed_in_at: '2023-09-01T10:00:00.000Z',
        })
      : Promise.reject(stale);
  };
  await expect(sheet.turn(turn, 'key')).rejects.toBe(stale);
  expect([sheet.content.scores, sheet.handedIn]).toEqual([{ theme_fit: 2, impact: 3 }, false]);
  await sheet.turn(turn, 'key');
  expect([asked, sheet.handedIn]).toEqual([[4, 5], true]);
});
