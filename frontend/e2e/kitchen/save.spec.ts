import { expect, test } from '../fixtures/test';

test('a save is told in a few words that keep their room, and why on request', async ({ page }) => {
  await page.goto('/_kitchen');
  const saves = page.getByRole('list', { name: 'Saves' });
  const corners = saves.locator('.corner');
  await expect(corners.first()).toBeVisible();
  const sizes = await corners.evaluateAll((all) =>
    all.map((one) => {
      const { width, height } = one.getBoundingClientRect();
      return `${Math.round(width)} × ${Math.round(height)}`;
    }),
  );
  expect(sizes).toHaveLength(8);
  expect(new Set(sizes).size).toBe(1);
  await expect(saves.getByText('All changes saved')).toBeVisible();
  await expect(saves.getByText('Saving', { exact: true })).toBeVisible();
  const why = saves.getByText('The call closed on 30 June 2023', { exact: false }).first();
  await expect(why).toBeHidden();
  await saves.getByText('Could not save').last().press('Enter');
  await expect(why).toBeVisible();
});
