import { describe, expect, it } from 'vitest';
import { Problem } from '~/api';
import type { Call } from '~/features/editions';
import type { Organisation } from '~/features/organisations';
import { Start } from './start.svelte';

const call = {
  programme: 'essa',
  edition: '2023',
  organisation_kinds: [{ key: 'city', label: 'City' }],
  categories: [
    { key: 'service', kind: 'open' },
    { key: 'tools', kind: 'open' },
  ],
} as unknown as Call;
const city = { id: 'o', kind: 'city' } as Organisation;

/** Sends by a list of outcomes, and keeps the keys that were used. */
function starting(...outcomes: (Problem | undefined)[]): { keys: string[]; start: Start } {
  const keys: string[] = [];
  const start = new Start(call, [city], 'service', [], async (_, key) => {
    keys.push(key);
    const problem = outcomes[keys.length - 1];
    if (problem) throw problem;
    return { id: 'e' } as Awaited<ReturnType<typeof import('./data').startEntry>>;
  });
  return { keys, start };
}

describe('starting an entry', () => {
  it('makes one draft when only the answer to the first try was lost', async () => {
    const { keys, start } = starting(Problem.offline(), new Problem(503), undefined);
    expect(await start.go()).toBeUndefined();
    expect(await start.go()).toBeUndefined();
    expect(await start.go()).toBe('e');
    expect(new Set(keys).size).toBe(1);
  });

  it('is another wish in another category', async () => {
    const { keys, start } = starting(Problem.offline(), undefined);
    await start.go();
    start.category = 'tools';
    await start.go();
    expect(new Set(keys).size).toBe(2);
  });
});
