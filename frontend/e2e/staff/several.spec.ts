import type { Locator, Page } from '@playwright/test';
import { sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 } });

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Decide on/ });
const bar = (page: Page): Locator => page.getByRole('region', { name: 'Selection' });

/** The numbers of the rows that have a state. */
const rowsOf = (page: Page, state: string): Promise<number[]> =>
  page
    .getByRole('table', { name: 'Entries', exact: true })
    .locator('tbody tr')
    .evaluateAll(
      (rows, state) =>
        rows.flatMap((row, i) =>
          [...row.querySelectorAll('.tag')].some((tag) => tag.textContent?.trim() === state)
            ? [i]
            : [],
        ),
      state,
    );

/** Selects rows by the keys of the table, and goes on to the decision about them. */
async function select(page: Page, rows: readonly number[]): Promise<void> {
  const links = page.getByRole('table', { name: 'Entries', exact: true }).locator('tbody th a');
  await links.first().focus();
  for (let at = 0; at <= Math.max(...rows); at += 1) {
    if (rows.includes(at)) await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('End');
  await tabTo(page, bar(page).getByRole('button', { name: /^Decide on/ }));
  await page.keyboard.press('Enter');
}

async function tabTo(page: Page, to: Locator): Promise<void> {
  await expect(to).toBeVisible();
  for (let i = 0; i < 12; i += 1) {
    if (await to.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(to).toBeFocused();
}

test('staff decide on several entries after a review, by keyboard alone', async ({ page }) => {
  await signInAs(page, sample.staff);
  await page.goto('/staff/essa/2023/entries');
  await expect(page.getByRole('table').locator('tbody tr').nth(10)).toBeAttached();
  const eligible = (await rowsOf(page, 'Eligible')).slice(0, 2);
  const refused = (await rowsOf(page, 'Not eligible')).slice(0, 1);
  expect([...eligible, ...refused]).toHaveLength(3);
  await select(page, [...eligible, ...refused]);

  // What is missing is said before anything is asked of the server.
  await expect(dialog(page)).toContainText('Decide on 3 entries');
  await tabTo(page, page.getByRole('radio', { name: 'Eligible', exact: true }));
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('alert')).toContainText('Enter the reason');
  await tabTo(page, dialog(page).getByLabel('Reason', { exact: true }));
  await page.keyboard.type('Not yet running for a year.');
  await tabTo(page, dialog(page).getByRole('button', { name: 'Review 3 entries' }));
  await page.keyboard.press('Enter');

  // The review says for each what happens, and why one is skipped.
  const step = dialog(page).getByText(/Nothing has changed yet/);
  await expect(step).toBeFocused();
  await expect(step).toContainText('possible for 2 entries, 1 is skipped');
  const review = dialog(page).getByRole('table', { name: 'Entries and what happens to them' });
  await expect(review.locator('tbody tr')).toHaveCount(3);
  await expect(review.locator('tbody tr').first()).toContainText(
    'Skipped It is “Not eligible” already',
  );
  for (const width of [1440, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await tabTo(page, dialog(page).getByText(/^Read the e-mail/));
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('Not yet running for a year.');
  await tabTo(page, dialog(page).getByRole('button', { name: /^Make 2 entries not eligible/ }));
  await expect(page.locator(':focus')).toHaveText(/and send \d+ e-mails?$/);
  await page.keyboard.press('Enter');

  // What came of it; the one that was skipped stays selected.
  await expect(dialog(page)).toContainText('2 entries are not eligible now');
  await expect(dialog(page)).toContainText('1 entry was skipped and stays selected');
  await expectAccessible(page);
  await tabTo(page, dialog(page).getByRole('button', { name: 'Close', exact: true }).last());
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(bar(page).getByRole('button', { name: 'Decide on 1 entry' })).toBeFocused();
  await expect(bar(page).getByRole('status')).toHaveText('1 selected');
  expect(await rowsOf(page, 'Not eligible')).toEqual(expect.arrayContaining(eligible));

  // And back, so that the edition is as it was.
  await bar(page).getByRole('button', { name: 'Clear' }).click();
  await select(page, eligible);
  await dialog(page).getByLabel('Eligible', { exact: true }).check();
  await dialog(page).getByRole('button', { name: 'Review 2 entries' }).click();
  await dialog(page)
    .getByRole('button', { name: /^Make 2 entries eligible/ })
    .click();
  await expect(dialog(page)).toContainText('2 entries are eligible now');
});
