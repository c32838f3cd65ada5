import type { Page } from '@playwright/test';
import { expect } from '../fixtures/test';

/** A judge of one round is led straight to its list. */
export async function openList(page: Page): Promise<void> {
  await page.goto('/judging');
  await expect(page).toHaveURL(/\/judging\/essa\/2023\/judging$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Your entries' })).toBeVisible();
}

/** Opens the first entry nobody has started, from the list. */
export async function openNewEntry(page: Page): Promise<string> {
  await openList(page);
  await page.getByRole('link', { name: /^Not started/ }).click();
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByText(/^Entry \d+ of \d+$/)).toBeVisible();
  return (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
}
