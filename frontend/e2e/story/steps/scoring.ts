import type { Page } from '@playwright/test';
import { expect, heading, isPhone, look, saved, title } from './cast';

/** Scores by criterion, in the order of the round: theme, innovation, impact. */
export type ScoreRow = readonly [number, number, number];

export async function openList(page: Page): Promise<void> {
  // The only round is opened at once.
  await page.goto('/judging');
  await heading(page, 'Your entries');
}

export async function openEntry(page: Page, name: string): Promise<void> {
  await openList(page);
  await page.getByRole('table').getByRole('link', { name }).click();
  await heading(page, name);
}

async function toScore(page: Page): Promise<void> {
  if (isPhone()) await page.getByRole('tab', { name: /^Score/ }).click();
}

/** Gives the scores with the keyboard alone: Space takes the lowest, the arrow goes up. */
async function give(page: Page, scores: ScoreRow): Promise<void> {
  for (const [i, wanted] of scores.entries()) {
    const scale = page.getByRole('radiogroup').nth(i);
    await scale.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    for (let at = 0; at < wanted; at += 1) await page.keyboard.press('ArrowRight');
    await expect(scale.getByRole('radio', { name: new RegExp(`^${wanted}\\b`) })).toBeChecked();
  }
}

async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hand in', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Handed in' })).toBeFocused();
}

/** One judge reads our entry, scores and hands in. */
export async function score(page: Page, scores: ScoreRow): Promise<void> {
  await openEntry(page, title);
  await toScore(page);
  await give(page, scores);
  await handIn(page);
}

/** Reads everything that was entered, with its picture large; then scores and hands in. */
export async function readAndScore(page: Page, scores: ScoreRow): Promise<void> {
  await openList(page);
  await look(page);
  await openEntry(page, title);
  await expect(page.getByText('says the university of Osijek')).toBeVisible();
  await page.getByRole('button', { name: /^Enlarge picture: A family at the door/ }).click();
  const picture = page.getByRole('dialog', { name: 'Picture 1 of 1' });
  await expect
    .poll(() => picture.getByRole('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBe(1200);
  await look(page);
  await page.keyboard.press('Escape');
  // Judges get files under neutral names.
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Download entry-.*\.pdf$/ }).click();
  expect((await download).suggestedFilename()).toMatch(/^entry-.*\.pdf$/);
  await toScore(page);
  await give(page, scores);
  await page.getByLabel('Comment for the panel').fill('Figures by somebody else, at last.');
  await expect(page.getByText(saved)).toBeVisible();
  await look(page);
  await handIn(page);
}

export async function changeMind(page: Page, scores: ScoreRow): Promise<void> {
  await openEntry(page, title);
  await toScore(page);
  await page.getByRole('button', { name: 'Reopen' }).press('Enter');
  await expect(page.getByText('The scoresheet is open again')).toBeVisible();
  await look(page);
  await give(page, scores);
  await expect(page.getByText(saved)).toBeVisible();
}

export async function handInAgain(page: Page): Promise<void> {
  await handIn(page);
  await look(page);
}

/** Declares a conflict for an entry: it is gone at once. */
export async function declareConflict(page: Page, name: string): Promise<void> {
  await openEntry(page, name);
  await page.getByRole('button', { name: 'Declare a conflict of interest' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Declare a conflict of interest' });
  await dialog.getByLabel('Reason').fill('My sister works for this organisation.');
  await look(page);
  await dialog.getByRole('button', { name: 'Declare and remove the entry' }).press('Enter');
  await expect(page.getByText(`You declared a conflict for “${name}”`)).toBeVisible();
  await openList(page);
  await expect(page.getByRole('link', { name })).toHaveCount(0);
}
