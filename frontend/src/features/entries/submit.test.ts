import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '~/api';
import type { Kept } from '~/state';
import { Submit } from './submit.svelte';

const receipt = { entry_id: 'e', number: 1, sha256: '', submitted_at: '', submitted_local: '' };

const kept = [{ key: 'entry/e/title', page: 'p', draft: {} as Kept['draft'] }];
let waiting: Kept[] = [];
const settle = (): Promise<Kept[]> => Promise.resolve(waiting);

beforeEach(() => {
  waiting = [];
});

/** Sends by a list of outcomes, and keeps the keys that were used. */
function sending(...outcomes: (Problem | undefined)[]): { keys: string[]; submit: Submit } {
  const keys: string[] = [];
  const submit = new Submit(
    'e',
    async (_, key) => {
      keys.push(key);
      const problem = outcomes[keys.length - 1];
      if (problem) throw problem;
      return receipt;
    },
    settle,
  );
  return { keys, submit };
}

describe('submitting', () => {
  it('is the same wish again when no answer came, so that it happens once', async () => {
    const { keys, submit } = sending(Problem.offline(), new Problem(503), undefined);
    expect(await submit.go()).toBe(false);
    expect(await submit.go()).toBe(false);
    expect(await submit.go()).toBe(true);
    expect(new Set(keys).size).toBe(1);
  });

  it('is a new wish after a refusal', async () => {
    const { keys, submit } = sending(new Problem(422), undefined);
    await submit.go();
    expect(await submit.go()).toBe(true);
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('is sent once when the button is pressed twice', async () => {
    const { keys, submit } = sending(undefined, undefined);
    expect(await Promise.all([submit.go(), submit.go()])).toEqual([true, false]);
    expect(keys).toHaveLength(1);
  });

  it('never happens around an answer that is still on the device', async () => {
    const { keys, submit } = sending(undefined);
    waiting = kept;
    expect(await submit.go()).toBe(false);
    expect(submit.held).toBe(true);
    expect(keys).toHaveLength(0);
    waiting = [];
    expect(await submit.go()).toBe(true);
    expect(submit.held).toBe(false);
  });
});
