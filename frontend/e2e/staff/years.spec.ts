import type { Page } from '@playwright/test';
import { lookHere } from '../fixtures/looks';
import { heading, sample, signInAs } from '../fixtures/people';
import { expect, test } from '../fixtures/test';

// The last of the stories of staff: e-mails that wait are deleted when an edition is archived.
const document = '**/api/staff/editions/essa/2023/document';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 }, actionTimeout: 10_000 });

async function open(page: Page): Promise<void> {
  await page.goto('/staff/essa/2023/edition');
  await heading(page, 'Dates and rules');
}

/** The edition of the sample is published; the page is told that it is a draft. */
async function asDraft(page: Page): Promise<void> {
  await page.route(document, async (route) => {
    const response = await route.fetch();
    const seen: object = await response.json();
    await route.fulfill({ response, json: { ...seen, state: 'draft' } });
  });
}

test('an edition is archived and brought back', async ({ page }) => {
  await signInAs(page, sample.staff);
  await open(page);
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Archive this edition?' });
  await expect(dialog).toContainText(/scoresheets? (is|are) not handed in|No entry or scoresheet/);
  await lookHere(page, 'Archiving an edition');
  await dialog.getByLabel('Reason (optional)').fill('All prizes are handed over.');
  await dialog.getByRole('button', { name: 'Archive the edition' }).click();
  await expect(page.getByText(/^Archived: nothing can be entered/)).toBeVisible();
  const back = page.getByRole('button', { name: 'Bring back' });
  await expect(back).toBeFocused();
  await lookHere(page, 'An archived edition');
  await page.goto('/staff');
  await expect(page.getByText('Archived', { exact: true })).toBeVisible();
  await lookHere(page, 'Editions with an archived one');

  // And back, so that the edition is as it was.
  await open(page);
  await back.press('Enter');
  const again = page.getByRole('dialog', { name: 'Bring this edition back?' });
  await again.getByRole('button', { name: 'Bring the edition back' }).click();
  await expect(page.getByText(/^Published: everyone sees/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Archive', exact: true })).toBeFocused();
});

test('a draft says who sees it, and is published after a question', async ({ page }) => {
  await signInAs(page, sample.staff);
  await asDraft(page);
  await open(page);
  await expect(page.getByText(/^Draft: only the awards team/)).toBeVisible();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish this edition?' });
  await expect(dialog.getByRole('button', { name: 'Publish the edition' })).toBeVisible();
  await lookHere(page, 'Publishing an edition');
  await page.unroute(document);
  await dialog.getByRole('button', { name: 'Publish the edition' }).click();
  await expect(page.getByText(/^Published: everyone sees/)).toBeVisible();
});
