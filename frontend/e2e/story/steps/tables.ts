import type { Download, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expect } from './cast';

export type Row = Record<string, string>;

/** Reads CSV as RFC 4180 has it: quoted fields may hold commas, quotes and line breaks. */
export function readCsv(text: string): Row[] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g,
  )) {
    const cell = quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"');
    lines.at(-1)?.push(cell);
    if (end === '\r\n') lines.push([]);
    else if (end === '') break;
  }
  const [head = [], ...rest] = lines.filter((line) => line.length > 1);
  return rest.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i] ?? ''])));
}

/** Takes a table away by a click. */
export async function takeTable(staff: Page, name: string): Promise<Row[]> {
  const waiting = staff.waitForEvent('download');
  await staff.getByRole('link', { name: `Download the table of ${name}`, exact: true }).click();
  const download: Download = await waiting;
  expect(download.suggestedFilename()).toBe(`essa-2023-${name.toLowerCase()}.csv`);
  return readCsv((await readFile(await download.path(), 'utf8')).replace(/^\uFEFF/, ''));
}

/**
 * judge_points_0_100 worked out again by its definition: the mean over handed-in, unrecused judges
 * of the weighted mean of their scores, in percent of scale_max.
 */
export function judgePoints(scores: Row[], entry: string): number {
  const counted = scores.filter((row) => row['entry_id'] === entry && row['state'] === 'handed_in');
  const judges = [...new Set(counted.map((row) => row['judge_id']))];
  const means = judges.map((judge) => {
    const own = counted.filter((row) => row['judge_id'] === judge);
    const weights = own.reduce((sum, row) => sum + Number(row['weight']), 0);
    const points = own.reduce((sum, row) => sum + Number(row['weight']) * Number(row['score']), 0);
    return (100 * points) / weights / Number(own[0]?.['scale_max']);
  });
  return means.reduce((sum, mean) => sum + mean, 0) / means.length;
}
