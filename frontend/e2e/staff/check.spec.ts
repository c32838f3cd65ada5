import type { Locator, Page } from '@playwright/test';
import { sample, signInAs } from '../fixtures/people';
import { lookHere } from '../fixtures/looks';
import { expect, test } from '../fixtures/test';

const waiting = '/staff/essa/2023/entries?state=submitted';
const decision = (page: Page): Locator =>
  page.getByRole('region', { name: 'Decision', exact: true });

test.setTimeout(120_000);
// The edition whose entries wait for their check.
test.use({
  baseURL: process.env['SAMPLE_CALL_URL'],
  viewport: { width: 1440, height: 900 },
  actionTimeout: 10_000,
});

test('the decision on an entry that waits is in sight, and two keys away', async ({ page }) => {
  await signInAs(page, sample.staff);
  await page.goto(waiting);
  await page.getByRole('table').locator('tbody th a').first().click();
  await expect(page.getByRole('region', { name: 'Rules' })).toContainText(/[1-9] open of/);
  const choices = decision(page).getByRole('radio');
  await expect(choices).toHaveCount(4);
  const ends = await choices.evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect().bottom),
  );
  console.log(`check of an entry: the choices end at ${Math.max(...ends).toFixed(0)} px`);
  expect(Math.max(...ends)).toBeLessThan(900);
  // The page scrolls, and nothing inside it does.
  const boxes = await page
    .getByRole('complementary')
    .evaluateAll((all) => all.filter((one) => one.scrollHeight > one.clientHeight).length);
  expect(boxes).toBe(0);

  await page.locator('body').press('Tab');
  await expect(page.getByRole('link', { name: 'Go to the decision' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(decision(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(choices.first()).toBeFocused();
  await lookHere(page, 'Check of an entry that waits');
});

test.describe('two of the awards team decide on one entry', () => {
  // The second decision is about an entry that has changed since.
  test.use({ refusals: [412] });

  test('and what the second one wrote is still there after the current version is loaded', async ({
    page,
    browser,
    baseURL,
  }) => {
    await signInAs(page, sample.staff);
    await page.goto(waiting);
    await page.getByRole('table').locator('tbody th a').last().click();
    await decision(page).getByLabel('Not eligible').check();
    const reason = decision(page).getByRole('textbox', { name: 'Reason' });
    await reason.fill('The project ended before the edition began.');

    const context = await browser.newContext({ baseURL });
    const colleague = await context.newPage();
    await signInAs(colleague, sample.admin);
    await colleague.goto(page.url());
    await decision(colleague).getByLabel('Eligible', { exact: true }).check();
    await colleague.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(colleague.getByText('The entry is eligible.').first()).toBeVisible();
    // A decision that is recorded leaves nothing of it in the form.
    await expect(decision(colleague).getByText('Change decision')).toBeVisible();
    await context.close();

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(decision(page).getByRole('alert')).toContainText('Someone else changed this');
    await decision(page).getByRole('button', { name: 'Load the current version' }).click();
    await expect(decision(page)).toBeFocused();
    await expect(decision(page).getByRole('alert')).toBeHidden();
    await expect(page.getByRole('region', { name: 'Eligibility check' })).toContainText('Eligible');
    await expect(decision(page).getByLabel('Not eligible')).toBeChecked();
    await expect(reason).toHaveValue('The project ended before the edition began.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('The entry is not eligible.').first()).toBeVisible();
  });
});
