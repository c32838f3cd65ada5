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
