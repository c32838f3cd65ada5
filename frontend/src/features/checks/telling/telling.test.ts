import { beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '~/api';
import type { WaitingDecision } from '../data';

const listWaitingDecisions = vi.fn();
const tellDecisions = vi.fn();
vi.mock('../data', () => ({
  listWaitingDecisions: (...sent: unknown[]) => listWaitingDecisions(...sent),
  tellDecisions: (...sent: unknown[]) => tellDecisions(...sent),
}));

const { WaitingMails } = await import('./telling.svelte');

const edition = { programme: 'essa', edition: '2023' };
const decision = (entry: string, to: string[] | undefined): WaitingDecision =>
  ({
    entry,
    version: 2,
    mail: to && { to, not_now: ['c@example.org'], subject: '', text: '', state: 'eligible' },
    fault: to ? null : { entry, code: 'return_until', detail: '' },
  }) as WaitingDecision;
const three = [
  decision('one', ['a@example.org', 'b@example.org']),
  decision('two', ['a@example.org']),
  decision('late', undefined),
];

beforeEach(() => {
  listWaitingDecisions.mockReset();
  tellDecisions.mockReset();
});

it('sends what can be sent in one go, and counts its e-mails', async () => {
  listWaitingDecisions.mockResolvedValue({ items: three, more: true });
  tellDecisions.mockResolvedValue({ told: 2 });
  const waiting = new WaitingMails(edition);
  await waiting.look();
  expect(waiting.more).toBe(true);
  expect([waiting.ready.length, waiting.skipped.length, waiting.mails]).toEqual([2, 1, 3]);
  expect(waiting.notNow).toEqual(['c@example.org']);
  expect(await waiting.send()).toBe(true);
  expect(tellDecisions.mock.calls[0]?.[1]).toEqual(three.slice(0, 2));
  expect(waiting.sent).toEqual({ count: 2, mails: 3 });
});

it('shows what is left where a colleague was quicker', async () => {
  listWaitingDecisions
    .mockResolvedValueOnce({ items: three, more: false })
    .mockResolvedValueOnce({ items: three.slice(1), more: false });
  tellDecisions.mockRejectedValue(new Problem(409, { type: '/problems/checks/not-all' }));
  const waiting = new WaitingMails(edition);
  await waiting.look();
  expect(await waiting.send()).toBe(false);
  expect(waiting.attempt.failed).toBe(true);
  expect(waiting.ready).toHaveLength(1);
});

it('names an entry once about which two decisions wait', async () => {
  listWaitingDecisions.mockResolvedValue({ items: [three[0], three[1], three[0]], more: false });
  tellDecisions.mockResolvedValue({ told: 3 });
  const waiting = new WaitingMails(edition);
  await waiting.look();
  expect([waiting.ready.length, waiting.entries.length, waiting.mails]).toEqual([3, 2, 5]);
  expect(await waiting.send()).toBe(true);
  expect(tellDecisions.mock.calls[0]?.[1]).toEqual(three.slice(0, 2));
  expect(waiting.sent).toEqual({ count: 3, mails: 5 });
});
