import { beforeEach, expect, it, vi } from 'vitest';
import type { JudgeReminder } from './data';

const reviewReminders = vi.fn();
const remindChosen = vi.fn();
vi.mock('./data', () => ({
  mostReminded: 200,
  reviewReminders: (...sent: unknown[]) => reviewReminders(...sent),
  remindChosen: (...sent: unknown[]) => remindChosen(...sent),
}));

const { Reminding } = await import('./remind.svelte');

const edition = { programme: 'essa', edition: '2023' };
const one = (judge: string, part: Partial<JudgeReminder>): JudgeReminder =>
  ({ judge, name: judge, email: '', ...part }) as JudgeReminder;

beforeEach(() => {
  reviewReminders.mockReset();
  remindChosen.mockReset();
});

it('reaches those whom the review names, and no others', async () => {
  reviewReminders.mockResolvedValue([
    one('mia', { reminder: 'scoresheets' }),
    one('leo', { why_not: 'handed_in' }),
    one('noa', { reminder: 'invitation' }),
  ]);
  remindChosen.mockResolvedValue({ sent: 2 });
  const reminding = new Reminding(edition, ['mia', 'leo', 'noa']);
  await reminding.look();
  expect(reminding.others.map(({ judge }) => judge)).toEqual(['leo']);
  expect(reminding.recent).toBe(false);
  expect(await reminding.send()).toEqual({ sent: 2 });
  expect(remindChosen).toHaveBeenCalledWith(edition, ['mia', 'noa'], false, expect.any(String));
});

it('asks again about those who were reminded within a day, and sends nothing without a reader', async () => {
  reviewReminders.mockResolvedValue([one('mia', { why_not: 'reminded' })]);
  const reminding = new Reminding(edition, ['mia']);
  await reminding.look();
  expect(reminding.recent).toBe(true);
  expect(await reminding.send()).toBeUndefined();
  expect(remindChosen).not.toHaveBeenCalled();
  reminding.again = true;
  await reminding.look();
  expect(reviewReminders).toHaveBeenLastCalledWith(edition, ['mia'], true);
  expect(reminding.recent).toBe(true);
});

it('takes as many as the server takes, and says how many are left', () => {
  const reminding = new Reminding(
    edition,
    Array.from({ length: 203 }, (_, i) => `judge${i}`),
  );
  expect([reminding.judges.length, reminding.beyond]).toEqual([200, 3]);
});
