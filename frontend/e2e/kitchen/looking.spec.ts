import { expect, expectAccessible, test } from '../fixtures/test';

test('parts of a piece of work say how far each is, and which one is here', async ({ page }) => {
  await page.goto('/_kitchen');
  const parts = page.getByRole('navigation', { name: 'Parts, narrow' });
  const here = parts.getByRole('link', { name: 'Your case' });
  await expect(here).toHaveAttribute('aria-current', 'page');
  await expect(here).toHaveAccessibleDescription('2 to answer');
  await expect(parts.getByRole('link', { name: 'Contact' })).toHaveAccessibleDescription('Done');
  await expect(parts.getByRole('link', { name: 'Check and submit' })).toHaveCount(0);
  await expect(parts.getByText('Cannot start yet')).toBeVisible();
});

test('short answers stand in pairs, and one under the other where there is no room', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 900 });
  await page.goto('/_kitchen');
  const tops = (): Promise<number[]> =>
    page
      .locator('dl > .short')
      .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
  await expect(page.locator('dl > .short').first()).toBeVisible();
  const [start, end] = await tops();
  expect(end).toBe(start);
  await page.setViewportSize({ width: 390, height: 844 });
  const [above, below] = await tops();
  expect(below).toBeGreaterThan(above ?? 0);
  await expect(page.getByRole('link', { name: 'Answer What changed' })).toBeVisible();
  await expectAccessible(page);
});
