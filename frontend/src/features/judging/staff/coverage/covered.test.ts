import { expect, it, vi } from 'vitest';
import type { CoveredEntry, Sought } from '../data';
import { type CoveragePart, Covered } from './covered.svelte';

const entry = (id: number): CoveredEntry => ({
  id: `e${id}`,
  title: '',
  organisation: '',
  category: 'care',
  assigned: 0,
  done: 0,
  judges: [],
  below_minimum: true,
});

/** 500 entries, 200 at a time. */
const read = vi.fn(async (_: Sought, after: string | undefined) => {
  const from = Number(after ?? 0);
  const entries = Array.from({ length: Math.min(200, 500 - from) }, (_, i) => entry(from + i));
  const next = from + 200 < 500 ? String(from + 200) : undefined;
  return Promise.resolve<CoveragePart>({ entries, loads: new Map(), next });
});

it('reads as far as is looked at, and the rest when all is wanted', async () => {
  const covered = new Covered(() => undefined, read);
  await covered.reload();
  expect([covered.data?.length, covered.whole, read.mock.calls.length]).toEqual([200, false, 1]);
  covered.need(150);
  expect(read).toHaveBeenCalledTimes(1);
  covered.need(201);
  await vi.waitFor(() => expect(covered.data?.length).toBe(400));
  expect((await covered.all()).map((one) => one.id).at(-1)).toBe('e499');
  expect([covered.whole, read.mock.calls.length]).toEqual([true, 3]);
  await covered.all();
  expect(read).toHaveBeenCalledTimes(3);
});

it('reads as much again, and shows what is there until then', async () => {
  const covered = new Covered(() => undefined, read);
  await covered.reload();
  await covered.all();
  const again = covered.reload();
  expect(covered.data?.length).toBe(500);
  await again;
  expect(covered.data?.length).toBe(500);
  expect(covered.known.length).toBe(500);
});

it('says what went wrong, and goes on from there', async () => {
  const covered = new Covered(() => undefined, read);
  await covered.reload();
  read.mockRejectedValueOnce(new Error('gone'));
  await covered.all();
  expect([covered.data?.length, covered.error]).toEqual([200, new Error('gone')]);
  await covered.all();
  expect([covered.data?.length, covered.error]).toEqual([500, undefined]);
});
