import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

test('an admin sees how the program does, and what needs a look', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill('admin@example.org');
  await page.getByLabel('Password', { exact: true }).fill('sample boats at dawn');
  await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'System' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'System' })).toBeVisible();
  await expect(page.getByText('No mail server is set')).toBeVisible();
  for (const name of ['E-mails', 'Background tasks', 'Data', 'Program']) {
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  }
  await expect(page.getByRole('region', { name: 'Data' })).toContainText('SQLite 3');
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});
