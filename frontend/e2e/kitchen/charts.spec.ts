import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures/test';

const plot = (page: Page): Locator =>
  page.getByRole('figure', { name: 'Judges differ most on innovation' });

test.beforeEach(({ page }) => page.goto('/_kitchen'));

test('dots stand on one axis for all rows, and equal ones over each other', async ({ page }) => {
  const dots = (row: number): Promise<{ x: number; y: number }[]> =>
    plot(page)
      .getByRole('listitem')
      .nth(row)
      .locator('circle')
      .evaluateAll((all) =>
        all.map((one) => {
          const { x, y } = one.getBoundingClientRect();
          return { x: Math.round(x), y: Math.round(y) };
        }),
      );
  const [impact, innovation, none] = [await dots(0), await dots(1), await dots(2)];
  expect(none).toEqual([]);
  expect(impact).toHaveLength(4);
  // 8 and 8 of the first row; 9 of both rows.
  expect(impact[1]?.x).toBe(impact[2]?.x);
  expect(impact[1]?.y).not.toBe(impact[2]?.y);
  expect(impact[3]?.x).toBe(innovation[2]?.x);
});

test('a chart says what it shows, row by row and as a table', async ({ page }) => {
  const rows = plot(page).getByRole('listitem');
  await expect(rows.nth(1)).toContainText('Innovation');
  await expect(rows.nth(1)).toContainText('6.5');
  await plot(page).getByText('Show as table').click();
  const table = plot(page).getByRole('table');
  await expect(table.getByRole('row', { name: /Innovation/ })).toContainText('2 · 5 · 9 · 10');
  await expectAccessible(page);
});

test('dots and means are seen in forced colours', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await expect(plot(page)).toBeVisible();
  const inks = await plot(page)
    .locator('circle, .mean')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one)).map((s) => [s.fill, s.stroke]));
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  for (const [fill, stroke] of inks)
    expect([fill, stroke].some((one) => one !== ground && one !== 'none')).toBe(true);
});
