import { tabTo } from '../fixtures/keyboard';
import { lookHere } from '../fixtures/looks';
import { sample, signInAs } from '../fixtures/people';
import { expect, test } from '../fixtures/test';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 }, actionTimeout: 10_000 });

test('a rule is waived with a reason beside the answers, by keyboard alone', async ({ page }) => {
  await signInAs(page, sample.staff);
  await page.goto('/staff/essa/2023/entries?state=eligible');
  await page.getByRole('table').locator('tbody th a').last().press('Enter');
  await tabTo(page, page.locator('summary', { has: page.getByRole('heading', { name: 'Rules' }) }));
  await page.keyboard.press('Enter');
  const text = 'The project promotes person-centred care.';
  const item = page.getByRole('listitem').filter({ hasText: text });
  const rule = page.getByRole('group', { name: text });
  await expect(
    page.getByRole('button', { name: /^Record all \d open rules as met$/ }),
  ).toBeVisible();
  await lookHere(page, 'Rules');

  await expect(rule).toBeHidden();
  await tabTo(page, item.locator('summary'));
  await page.keyboard.press('Enter');
  await tabTo(page, rule.getByRole('button', { name: 'Waive' }));
  await page.keyboard.press('Enter');
  const reason = page.getByLabel('Why is this rule waived?');
  await expect(reason).toBeFocused();
  // What is missing is said in a summary and beside the field, and the answers stay in sight:
  // a panel that has become higher than the window moves the page by no more than that.
  const top = await page.evaluate(() => scrollY);
  await page.keyboard.press('Control+Enter');
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary).toBeInViewport({ ratio: 1 });
  expect(Math.abs((await page.evaluate(() => scrollY)) - top)).toBeLessThan(150);
  await lookHere(page, 'Rules without a reason');
  await tabTo(page, summary.getByRole('link', { name: 'Enter the reason' }));
  await page.keyboard.press('Enter');
  await expect(reason).toBeFocused();
  await page.keyboard.type('Seen on a visit.');
  await page.keyboard.press('Control+Enter');
  await expect(item).toBeFocused();
  await expect(item).toContainText(/^\s*Waived/);
  await expect(item).toContainText('Seen on a visit.');
  await lookHere(page, 'A rule that is waived');

  // And back, so that the edition is as it was.
  await tabTo(page, item.locator('summary'));
  await page.keyboard.press('Enter');
  await tabTo(page, rule.getByRole('button', { name: 'Undo' }));
  await page.keyboard.press('Enter');
  await expect(item).toContainText(/^\s*Open/);
});
