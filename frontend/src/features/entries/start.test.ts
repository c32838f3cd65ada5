import { describe, expect, it } from 'vitest';
import { Problem } from '~/api';
import type { Call } from '~/features/editions';
import type { Organisation } from '~/features/organisations';
import type { RuleOutcome } from './data';
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
  const start = new Start(call, [city], 'service', async (_, key) => {
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

  it('says which rules keep an organisation out, and which it may ignore', async () => {
    const rule = { key: 'city', text: 'Cities only.', outcome: 'not_met', values: [], at: 'start' };
    const rules = (otherwise: 'refuse' | 'warn'): RuleOutcome[] =>
      [{ ...rule, else: otherwise }] as RuleOutcome[];
    const start = new Start(call, [city], null, undefined, async () => [
      { category: 'service', rules: rules('refuse') },
      { category: 'tools', rules: rules('warn') },
    ]);
    await start.look();
    expect(start.refusing('service').map((one) => one.text)).toEqual(['Cities only.']);
    expect(start.warning('tools')).toHaveLength(1);
    expect(start.refusing('tools')).toHaveLength(0);
    expect(start.full).toBe(false);
  });

  it('says once what is noted in every category', async () => {
    const note = { key: 'host', text: 'Hosts do not win.', outcome: 'not_met', else: 'warn' };
    const rules = [note] as RuleOutcome[];
    const start = new Start(call, [city], null, undefined, async () => [
      { category: 'service', rules },
      { category: 'tools', rules },
    ]);
    await start.look();
    expect(start.noted.map((one) => one.key)).toEqual(['host']);
    expect(start.warning('tools')).toHaveLength(0);
  });
});
