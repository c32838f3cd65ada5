import type { Page } from '@playwright/test';
import { sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';
import { openNewEntry } from './steps';

const sizes = [
  { name: 'desktop', width: 1280, height: 900, suffix: '' },
  { name: 'phone', width: 390, height: 844, suffix: '-phone' },
] as const;

// Each test reads several screens with axe.
test.setTimeout(90_000);

for (const size of sizes) {
  test.describe(`a judge at ${size.name} width`, () => {
    test.use({ viewport: { width: size.width, height: size.height } });

    const phone = size.name === 'phone';
    const shoot = async (page: Page, screen: string): Promise<void> => {
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: `../docs/guide/judge-${screen}${size.suffix}.png` });
    };
    const toScore = async (page: Page): Promise<void> => {
      if (phone) await page.getByRole('tab', { name: /^Score/ }).click();
    };

    test('sees what is to be done and until when, and every entry with its state', async ({
      page,
    }) => {
      await signInAs(page, sample.judge);
      await expect(page.getByText(/\d+ of \d+ done/)).toBeVisible();
      await expect(page.getByText(/left/).first()).toBeVisible();
      await shoot(page, 'home');
      await openNewEntry(page);
      await page.goBack();
      await expect(page.getByRole('table').getByText('Not started').first()).toBeVisible();
      await page.getByRole('link', { name: /^All \d/ }).click();
      await expect(page.getByText(/reading$/)).toBeVisible();
      await shoot(page, 'list');
    });

    test('reads and scores by keyboard, hands in and reopens', async ({ page }) => {
      await signInAs(page, sample.judge);
      await openNewEntry(page);
      await shoot(page, 'entry');
      await toScore(page);
      const scales = page.getByRole('radiogroup');
      await expect(scales.first()).toBeVisible();
      const count = await scales.count();
      for (let i = 0; i < count; i += 1) {
        await scales.nth(i).getByRole('radio').first().focus();
        await page.keyboard.press('Space');
        for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowRight');
        await expect(scales.nth(i).getByRole('radio', { name: /^7/ })).toBeChecked();
      }
      await expect(page.getByText(/^70\.0 of 100$/)).toBeVisible();
      await page.getByLabel('Comment for the panel').fill('Clear, with figures to show for it.');
      await expect(page.getByText(/^All changes saved$/)).toBeVisible();
      await shoot(page, 'score');
      await page.reload();
      await toScore(page);
      await expect(page.getByLabel('Comment for the panel')).toHaveValue(
        'Clear, with figures to show for it.',
      );
      await page.getByRole('button', { name: 'Hand in', exact: true }).focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'Handed in' })).toBeFocused();
      await shoot(page, 'handed-in');
      await page.getByRole('button', { name: 'Reopen' }).press('Enter');
      await expect(page.getByText('The scoresheet is open again')).toBeVisible();
      await page.getByRole('button', { name: /^Save, next/ }).press('Enter');
      await expect(page.getByRole('main')).toBeFocused();
    });

    test('is told which scores are missing, once, and is led to them', async ({ page }) => {
      await signInAs(page, sample.judge);
      await openNewEntry(page);
      await toScore(page);
      await page.getByRole('button', { name: 'Hand in', exact: true }).press('Enter');
      await expect(page.getByRole('alert')).toBeFocused();
      await expectAccessible(page);
      await page.getByRole('alert').getByRole('link').first().press('Enter');
      const first = page.getByRole('radiogroup').first().getByRole('radio').first();
      await expect(first).toBeFocused();
      await page.keyboard.press('Space');
      await expect(first).toBeFocused();
      await expect(page.getByText(/^All changes saved$/)).toBeVisible();
    });

    test('declares a conflict, and the entry is gone at once', async ({ page }) => {
      await signInAs(page, sample.judge);
      const title = await openNewEntry(page);
      const address = page.url();
      await page.getByRole('button', { name: 'Declare a conflict of interest' }).click();
      const dialog = page.getByRole('dialog', { name: 'Declare a conflict of interest' });
      await dialog.getByLabel('Reason').fill('I advised this team two years ago.');
      await shoot(page, 'conflict');
      await dialog.getByRole('button', { name: 'Declare and remove the entry' }).click();
      await expect(page.getByText(`You declared a conflict for “${title}”`)).toBeVisible();
      await expect(page.getByRole('main')).toBeFocused();
      expect(page.url()).not.toBe(address);
    });
  });
}
