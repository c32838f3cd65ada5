import { sample, signInAs } from '../fixtures/people';
import { expect, test } from '../fixtures/test';

// A4 across at 96 dots per inch, less the margins of the sheet.
const paper = { width: 1032, height: 703 };

test('printed results lose no column', async ({ page }) => {
  await signInAs(page, sample.staff);
  await page.goto('/staff/essa/2023/results/judging');
  const table = page.getByRole('table').first();
  await expect(table).toBeVisible();
  const columns = await table.getByRole('columnheader').count();
  await page.setViewportSize(paper);
  await page.emulateMedia({ media: 'print' });
  await expect(table.getByRole('columnheader')).toHaveCount(columns);
  // Nothing hangs over the edge of the sheet, and nothing is hidden in a part that scrolls.
  const lost = await table.evaluate((one) =>
    [...one.querySelectorAll('thead th, tbody tr:first-child :is(th, td)')]
      .filter((cell) => {
        const { left, right, width } = cell.getBoundingClientRect();
        return width < 1 || left < 0 || right > document.documentElement.clientWidth + 1;
      })
      .map((cell) => cell.textContent),
  );
  expect(lost).toEqual([]);
});
