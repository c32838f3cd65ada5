import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '~/api';
import type { ChecksReview, ListedEntry } from '../data';

const reviewChecks = vi.fn();
const checkEntries = vi.fn();
vi.mock('../data', () => ({
  reviewChecks: (...sent: unknown[]) => reviewChecks(...sent),
  checkEntries: (...sent: unknown[]) => checkEntries(...sent),
}));

const { SeveralChecks, most } = await import('./several.svelte');

const edition = { programme: 'essa', edition: '2023' };
const entries = (count: number): ListedEntry[] =>
  Array.from({ length: count }, (_, i) => ({ id: `entry${i}`, version: i })) as ListedEntry[];

function reviewed(count: number, skipped: number): ChecksReview {
  const fault = { code: 'not_now', detail: '' };
  const all = entries(count).map(({ id }, i) =>
    i < skipped
      ? { entry: id, fault: { ...fault, entry: id } }
      : { entry: id, mail: { to: ['a@example.org'], subject: '', text: '', state: 'eligible' } },
  );
  return { entries: all, mails: count - skipped, possible: skipped === 0 } as ChecksReview;
}

beforeEach(() => {
  reviewChecks.mockReset();
  checkEntries.mockReset();
});

describe('a decision about several entries', () => {
  it('is not reviewed before it is whole', async () => {
    const several = new SeveralChecks(edition, entries(2));
    several.draft.result = 'ineligible';
    await several.look(0);
    expect(several.attempt.of('reason')).toBeTruthy();
    expect(reviewChecks).not.toHaveBeenCalled();
  });

  it('is made about those that are ready alone, in the version that was seen', async () => {
    const several = new SeveralChecks(edition, entries(3));
    several.draft.result = 'eligible';
    reviewChecks.mockResolvedValue(reviewed(3, 1));
    checkEntries.mockResolvedValue({ entries: [] });
    await several.look(0);
    expect(several.skipped.map((one) => one.entry)).toEqual(['entry0']);
    await several.decide();
    const ready = [1, 2].map((i) => expect.objectContaining({ id: `entry${i}`, version: i }));
    expect(checkEntries).toHaveBeenCalledWith(
      edition,
      ready,
      { result: 'eligible' },
      expect.anything(),
    );
  });

  it('is reviewed again when somebody was quicker', async () => {
    const several = new SeveralChecks(edition, entries(2));
    several.draft.result = 'eligible';
    reviewChecks.mockResolvedValueOnce(reviewed(2, 0)).mockResolvedValueOnce(reviewed(2, 1));
    checkEntries.mockRejectedValue(new Problem(409, { type: '/problems/checks/not-all' }));
    await several.look(0);
    expect(await several.decide()).toBeUndefined();
    expect(several.attempt.failed).toBe(true);
    expect(several.ready).toHaveLength(1);
  });

  it('takes as many as the server takes, and says how many are left', () => {
    const several = new SeveralChecks(edition, entries(most + 5));
    expect(several.entries).toHaveLength(most);
    expect(several.beyond).toBe(5);
  });
});
