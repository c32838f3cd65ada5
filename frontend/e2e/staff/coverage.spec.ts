import type { Page } from '@playwright/test';
import { filterBy, rowsInSight } from '../fixtures/lists';
import { heading, sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

const round = '/staff/essa/2023/rounds/judging';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 } });
test.beforeEach(({ page }) => signInAs(page, sample.staff));

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(round + query);
  await heading(page, 'Coverage');
  await page.waitForLoadState('networkidle');
}

test('19 entries by 24 judges are in sight', async ({ page }) => {
  await open(page);
  const grid = page.getByRole('grid', { name: 'Coverage' });
  await expect(grid.getByRole('rowheader').nth(4)).toBeVisible();
  const seen = await grid.evaluate((grid) => {
    const region = grid.parentElement as HTMLElement;
    const box = (one: Element | null | undefined): DOMRect => (one ?? grid).getBoundingClientRect();
    const end = Math.min(box(region).bottom, innerHeight);
    const rows = [...grid.querySelectorAll('.body [aria-rowindex]:has(a)')];
    const cell = box(grid.querySelector('.body [aria-colindex="3"]')).width;
    // The sample has six judges: names give way to more of them, down to 10rem.
    const room = box(grid.closest('.matrix')).width - 160 - box(grid.querySelector('.sum')).width;
    return {
      rows: rows.filter((row) => box(row).bottom <= end).length,
      judges: Math.floor(room / cell),
    };
  });
  console.log(`coverage: ${seen.rows} rows × ${seen.judges} judges in sight at 1440 × 900`);
  expect(seen.rows).toBeGreaterThanOrEqual(19);
  expect(seen.judges).toBeGreaterThanOrEqual(24);
  await open(page, '?view=entries');
  console.log(`coverage by entry: ${await rowsInSight(page)} rows in sight`);
  expect(await rowsInSight(page)).toBeGreaterThanOrEqual(16);
});

test('the three ways show the same, also narrow; after the end nothing can be changed', async ({
  page,
}) => {
  for (const view of ['', '?view=judges', '?view=entries', '?view=panels', '?view=conflicts']) {
    await open(page, view);
    for (const width of [1440, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  await open(page);
  await expect(page.getByText('Scoring is closed, so who judges what stays')).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Coverage' });
  await expect(grid).toHaveAttribute('aria-readonly', 'true');
  await expect(grid.getByRole('checkbox')).toHaveCount(0);
  const rows = (await grid.getAttribute('aria-rowcount')) ?? '';
  await filterBy(page, 'Category', 'Service Delivery');
  await expect(grid).not.toHaveAttribute('aria-rowcount', rows);
  const count = Number(await grid.getAttribute('aria-rowcount')) - 2;
  await page.getByRole('link', { name: 'By entry' }).click();
  await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(Math.min(50, count));
  // What each has stands beside the list, at an address of its own.
  await page.getByRole('link', { name: 'By judge' }).click();
  const first = page.getByRole('table').getByRole('link').first();
  const name = (await first.textContent()) ?? '';
  await first.click();
  await expect(page.getByRole('region', { name }).getByRole('listitem').first()).toBeVisible();
  await expect(page).toHaveURL(/category=service_delivery.*judge=/);
  await expectAccessible(page);
});
