import type { Page } from '@playwright/test';
import { lookHere } from '../fixtures/looks';
import { heading, sample, signInAs } from '../fixtures/people';
import { expect, test } from '../fixtures/test';

// The last of the stories of staff: e-mails that wait are deleted when an edition is archived.

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 }, actionTimeout: 10_000 });

async function open(page: Page): Promise<void> {
  await page.goto('/staff/essa/2023/edition');
  await heading(page, 'Dates and rules');
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

/** Adds the smallest document of the program as a new edition; ends on its dates and rules. */
async function add(page: Page): Promise<void> {
  await page.goto('/staff/editions/new');
  await page.getByRole('button', { name: /^Our Awards \d{4}/ }).click();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByText(/^A draft would be added: Our Awards \d{4}/)).toBeVisible();
  await page.getByRole('button', { name: 'Add the draft' }).click();
  await heading(page, 'Dates and rules');
  await expect(page.getByText(/^Draft: only the awards team/)).toBeVisible();
}

test('a new edition begins as a draft, which can be deleted', async ({ page }) => {
  await signInAs(page, sample.staff);
  await add(page);
  await lookHere(page, 'A draft');
  await page.getByRole('button', { name: 'Delete the draft' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete this draft?' });
  await expect(dialog).toContainText('the one version of its document');
  await lookHere(page, 'Deleting a draft');
  await dialog.getByRole('button', { name: 'Delete the draft for good' }).click();
  await heading(page, 'Editions');
  await expect(page.getByRole('heading', { name: /^Our Awards/ })).toHaveCount(0);
  // No way leads into it any more.
  await expect(page.locator('a[href^="/staff/awards/"]')).toHaveCount(0);
});

test('a draft is looked at as others will see it', async ({ page }) => {
  await signInAs(page, sample.staff);
  await add(page);
  await page.getByRole('link', { name: 'Preview', exact: true }).click();
  await heading(page, 'As a visitor');
  await expect(page.getByText('Preview: nothing here can be changed')).toBeVisible();
  await expect(page.getByText('What this category honours.')).toBeVisible();
  await lookHere(page, 'A draft as a visitor');
  const roles = page.getByRole('navigation', { name: 'Preview as' });
  await roles.getByRole('link', { name: 'As an entrant' }).click();
  await heading(page, 'As an entrant');
  await expect(page.getByText('Title of the project')).toBeVisible();
  await lookHere(page, 'A draft as an entrant');
  await roles.getByRole('link', { name: 'As a judge' }).click();
  await heading(page, 'As a judge');
  const score = page.getByRole('radiogroup', { name: /Quality of the work/ });
  await expect(score.getByRole('radio').first()).toBeDisabled();
  await lookHere(page, 'A draft as a judge');

  // And gone, so that its name is free.
  await page.getByRole('link', { name: 'Dates and rules' }).first().click();
  await page.getByRole('button', { name: 'Delete the draft' }).click();
  await page.getByRole('button', { name: 'Delete the draft for good' }).click();
  await heading(page, 'Editions');
});

test('a draft is published after a question, and its ways are there at once', async ({ page }) => {
  await signInAs(page, sample.staff);
  await add(page);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish this edition?' });
  await expect(dialog.getByRole('button', { name: 'Publish the edition' })).toBeVisible();
  await lookHere(page, 'Publishing an edition');
  await dialog.getByRole('button', { name: 'Publish the edition' }).click();
  await expect(page.getByText(/^Published: everyone sees/)).toBeVisible();
  const rail = page.getByRole('navigation', { name: 'Pages' });
  for (const way of ['Overview', 'Entries', 'Judges', 'Coverage', 'Results', 'Exports'])
    await expect(rail.getByRole('link', { name: way })).toBeVisible();
});
