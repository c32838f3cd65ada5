import type { Page } from '@playwright/test';
import { expectTrapped, expectVisibleFocus } from '../fixtures/keyboard';
import { heading, sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, test } from '../fixtures/test';

const edition = '/staff/essa/2023';

test.setTimeout(90_000);
test.beforeEach(({ page }) => signInAs(page, sample.staff));

test('staff go through lists and dialogs by keyboard alone', async ({ page }) => {
  await page.goto(`${edition}/entries`);
  await heading(page, 'Entries');
  await page.getByRole('table').waitFor();
  await expectVisibleFocus(page, 30);
  await page.goto(`${edition}/results/judging`);
  await expectTrapped(
    page,
    page.getByRole('button', { name: /^Shortlist the best/ }),
    page.getByRole('dialog', { name: /^Shortlist the best/ }),
  );
});

/** Tab until something has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((to) => document.activeElement?.closest(to) !== null, selector)) return;
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

test.describe('while scoring is open', () => {
  // The sample of the judges: its round is open.
  test.use({ baseURL: process.env['SAMPLE_JUDGING_URL'] });

  test('staff assign a judge and take the entry back by keyboard alone', async ({ page }) => {
    await page.goto(`${edition}/rounds/judging`);
    await page.getByRole('grid', { name: 'Coverage' }).waitFor();
    await tabTo(page, '[role="checkbox"]');
    const cell = page.locator(':focus');
    for (let i = 0; i < 100 && (await cell.getAttribute('aria-checked')) === 'true'; i += 1)
      await page.keyboard.press(i % 6 < 5 ? 'ArrowRight' : 'Home');
    const name = (await cell.getAttribute('aria-label')) ?? '';
    await page.keyboard.press('Space');
    await expect(cell).toBeChecked();
    await expect(page.getByText('1 to assign, nothing to remove')).toBeVisible();
    await expectAccessible(page);
    await tabTo(page, '.changes button');
    await expect(cell).toHaveText('Assign and tell 1 judge');
    await page.keyboard.press('Enter');
    await expect(page.getByText('1 new assignment was made.').first()).toBeVisible();
    const made = page.getByRole('checkbox', { name: `${name}: not started` });
    await expect(made).toBeChecked();
    // The grid is one stop, and it is where one was.
    await tabTo(page, '[role="checkbox"]');
    await expect(made).toBeFocused();
    await page.keyboard.press('Space');
    await tabTo(page, '.changes button');
    await expect(cell).toHaveText('Take 1 assignment back');
    await page.keyboard.press('Enter');
    await expect(page.getByText('1 assignment was removed.').first()).toBeVisible();
    await expect(page.getByRole('checkbox', { name, exact: true })).not.toBeChecked();
  });

  test('a panel is chosen in a dialog that keeps the focus', async ({ page }) => {
    await page.goto(`${edition}/rounds/judging?view=panels`);
    const dialog = page.getByRole('dialog', { name: 'Panel of Service Delivery' });
    const opener = page.getByRole('button', { name: 'Choose judges for Service Delivery' });
    await expectTrapped(page, opener, dialog);
    await opener.press('Enter');
    const judges = dialog.getByRole('checkbox');
    const all = await judges.count();
    await dialog.getByLabel('Search by name, organisation or country').fill('no such judge');
    await expect(judges).toHaveCount(0);
    await dialog.getByLabel('Search by name, organisation or country').fill('');
    await expect(judges).toHaveCount(all);
    await expectAccessible(page);
  });

  test('the proposal says what it does before it is done', async ({ page }) => {
    await page.goto(`${edition}/rounds/judging`);
    await page.getByRole('grid', { name: 'Coverage' }).waitFor();
    await page.getByRole('button', { name: 'Fill up what is missing' }).click();
    await expect(
      page.getByText('The panels have nothing more to give here.').or(page.getByText(/to assign,/)),
    ).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('staff read everything as well', async ({ page }) => {
    const screens = {
      '': 'Overview',
      '/entries': 'Entries',
      '/judges': 'Judges',
      '/rounds/judging': 'Coverage',
      '/results/judging': 'Results',
      '/exports': 'Exports',
      '/edition': 'Dates and rules',
    };
    for (const [path, name] of Object.entries(screens)) {
      await page.goto(edition + path);
      await heading(page, name);
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    }
  });
});
