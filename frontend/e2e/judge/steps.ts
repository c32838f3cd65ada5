import type { Page } from '@playwright/test';
import { expect } from '../fixtures/test';

/** Opens the first entry nobody has started, from the list. */
export async function openNewEntry(page: Page): Promise<string> {
  await page.goto('/judging');
  await page
    .getByRole('article')
    .first()
    .getByRole('link', { name: /judging|list/i })
    .last()
    .click();
  await page.getByRole('link', { name: /^Not started/ }).click();
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByText(/^Entry \d+ of \d+$/)).toBeVisible();
  return (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
}
