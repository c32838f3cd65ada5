import type { Locator, Page } from '@playwright/test';
import { lookHere } from '../fixtures/looks';
import { heading, sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, test } from '../fixtures/test';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 } });

const waits = (page: Page): Locator =>
  page.getByText(/^\d decisions? waits? for (its|their) e-mails?$/);

test('a decision is saved now, and its e-mail is sent later with the others', async ({ page }) => {
  await signInAs(page, sample.staff);
  await page.goto('/staff/essa/2023/entries?state=eligible');
  await page.getByRole('table').locator('tbody th a').first().click();
  await page.getByText('Change decision').click();
  // The heading names the entry once the entry is there.
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await page.getByRole('radio', { name: 'Not eligible' }).check();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Not yet running for a year.');
  await page.getByRole('button', { name: 'Read the e-mail' }).click();
  await expect(page.getByText(/Not yet running for a year\./).last()).toBeVisible();
  await page.getByLabel('Send it later, with the others').check();
  await lookHere(page, 'Decision');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The e-mail waits', { exact: true })).toBeVisible();
  // Nobody is said to be notified who is not.
  await expect(page.locator(':focus')).toHaveText(/The entry is not eligible\. The e-mail waits\./);

  // It is counted, and the overview leads to the review.
  await page.goto('/staff/essa/2023/entries');
  await expect(waits(page)).toBeVisible();
  await lookHere(page, 'Entries with decisions that wait');
  await page.goto('/staff/essa/2023');
  const review = page.getByRole('link', { name: /^Review and send/ });
  await expect(review).toBeVisible();
  await lookHere(page, 'Overview with decisions that wait');
  await review.press('Enter');
  await heading(page, 'Entries');
  const dialog = page.getByRole('dialog', { name: 'Decisions that wait for their e-mails' });
  await expect(dialog.getByText(/^Nothing has been sent yet\./)).toContainText(
    'about 1 decision can be',
  );
  await expect(dialog.getByRole('row', { name: title })).toContainText('Found not eligible');
  await dialog.getByText(/^Read the e-mail about/).click();
  await expect(dialog).toContainText('Not yet running for a year.');
  await lookHere(page, 'Decisions that wait');
  await dialog.getByRole('button', { name: /^Send \d+ e-mails? about 1 entry$/ }).click();
  await expect(dialog).toContainText(/about 1 decision (is|are) on/);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(waits(page)).toHaveCount(0);
});

test.describe('while judges score', () => {
  test.use({ baseURL: process.env['SAMPLE_JUDGING_URL'] });

  test('judges are chosen, reviewed and then reminded', async ({ page }) => {
    await signInAs(page, sample.staff);
    await page.goto('/staff/essa/2023/judges');
    const rows = page.getByRole('table', { name: 'Judges' }).locator('tbody tr');
    await expect(rows.nth(2)).toBeVisible();
    for (const row of [0, 1, 2]) await rows.nth(row).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Remind 3 judges' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remind 3 judges?' });
    await expect(dialog.getByText(/^Nothing has been sent yet\./)).toBeVisible();
    await expect(dialog.getByRole('table').locator('tbody tr')).toHaveCount(3);
    await lookHere(page, 'Reminders');
    await dialog.getByRole('button', { name: /^Remind \d judges?$/ }).click();
    await expect(page.getByText(/reminders? (is|are) on (its|their) way/).first()).toBeVisible();
    // Within a day they are reminded again only when somebody insists.
    await rows.nth(0).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Remind 1 judge' }).click();
    const again = page.getByRole('dialog', { name: 'Remind 1 judge?' });
    await expect(again.getByText(/^Nothing has been sent yet\./)).toBeVisible();
    await expectAccessible(page);
  });
});
