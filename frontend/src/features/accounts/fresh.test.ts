import { describe, expect, it, vi } from 'vitest';
import { Problem } from '~/api';
import { FreshPassword } from './fresh.svelte';

const needed = new Problem(403, { type: '/problems/accounts/password-needed' });

describe('a deed that may want the password again', () => {
  it('is done at once while the password is fresh', async () => {
    const fresh = new FreshPassword();
    expect(await fresh.run(() => Promise.resolve('done'))).toBe('done');
    expect(fresh.asking).toBe(false);
  });

  it('waits for the password and is tried once more', async () => {
    const fresh = new FreshPassword();
    const deed = vi.fn().mockRejectedValueOnce(needed).mockResolvedValueOnce('done');
    const result = fresh.run(deed);
    await vi.waitFor(() => expect(fresh.asking).toBe(true));
    expect(deed).toHaveBeenCalledTimes(1);
    fresh.answer(true);
    expect(await result).toBe('done');
    expect(fresh.asking).toBe(false);
  });

  it('is left undone when the password is not given', async () => {
    const fresh = new FreshPassword();
    const deed = vi.fn().mockRejectedValue(needed);
    const result = fresh.run(deed);
    await vi.waitFor(() => expect(fresh.asking).toBe(true));
    fresh.answer(false);
    expect(await result).toBeUndefined();
    expect(deed).toHaveBeenCalledTimes(1);
  });

  it('fails for any other reason without a question', async () => {
    const fresh = new FreshPassword();
    const wrongRole = new Problem(403, { type: '/problems/accounts/wrong-role' });
    await expect(fresh.run(() => Promise.reject(wrongRole))).rejects.toBe(wrongRole);
    expect(fresh.asking).toBe(false);
  });
});
