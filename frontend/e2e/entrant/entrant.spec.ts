import type { Page } from '@playwright/test';
import { heading, sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';
import { answerAll, home, saved, sections, start } from './steps';

const sizes = [
  { name: 'desktop', width: 1280, height: 900, suffix: '' },
  { name: 'phone', width: 390, height: 844, suffix: '-phone' },
] as const;

// Each test reads several screens with axe.
test.setTimeout(120_000);
test.use({ refusals: [0, 412, 422], actionTimeout: 10_000 });

for (const size of sizes) {
  test.describe(`an organisation at ${size.name} width`, () => {
    test.use({ viewport: { width: size.width, height: size.height } });

    const shoot = async (page: Page, screen: string): Promise<void> => {
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: `../docs/guide/entrant-${screen}${size.suffix}.png` });
    };

    test('reads the call before signing in: what, who, until when', async ({ page }) => {
      await page.goto('/');
      await expect(page.getByText(/left$/).first()).toBeVisible();
      await shoot(page, 'home');
      await page.getByRole('link', { name: 'Read the call' }).first().click();
      await heading(page, 'European Social Services Awards');
      await expect(page.getByRole('heading', { name: 'Service Delivery' })).toBeVisible();
      await shoot(page, 'call');
      await page.getByRole('link', { name: 'All questions on one page, to print' }).first().click();
      await expect(page.getByRole('heading', { name: /Project title/ })).toBeVisible();
      await expectAccessible(page);
    });

    test('enters: writes, is told what is missing, submits, changes, withdraws', async ({
      page,
    }) => {
      await signInAs(page, sample.entrant);
      await start(page, `Grad Osijek, ${size.name}`);
      await shoot(page, 'entry');
      const paper = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download the draft as PDF' }).click();
      expect((await paper).suggestedFilename()).toMatch(/\.pdf$/);

      await sections(page).getByRole('link', { name: 'Check and submit' }).click();
      await page.getByRole('button', { name: 'Submit entry' }).click();
      await expect(page.getByRole('alert')).toBeFocused();
      await shoot(page, 'missing');
      await page
        .getByRole('alert')
        .getByRole('link', { name: /^Project title/ })
        .click();
      await expect(page.getByLabel('Project title')).toBeFocused();
      await expect(page.getByText('Answer this question').first()).toBeVisible();
      await home(page);

      await answerAll(page);
      await shoot(page, 'check');
      await page.getByRole('button', { name: 'Submit entry' }).click();
      await expect(page.getByText('Your entry is submitted')).toBeVisible();
      await expect(page.getByText('Number 1')).toBeVisible();
      await shoot(page, 'receipt');
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download the receipt' }).click();
      expect((await download).suggestedFilename()).toMatch(/\.json$/);

      await page.getByRole('link', { name: 'Back to the entry' }).click();
      await sections(page).getByRole('link', { name: 'Your project' }).click();
      await page.getByLabel('Project title').fill('Open doors in Osijek');
      await expect(page.getByText(saved)).toBeVisible();
      await home(page);
      await expect(page.getByText('You have changes that are not submitted')).toBeVisible();
      await shoot(page, 'changed');
      await sections(page).getByRole('link', { name: 'Check and submit again' }).click();
      await page.getByRole('button', { name: 'Submit again' }).click();
      await expect(page.getByText('Number 2')).toBeVisible();
      await page.getByRole('link', { name: 'Read what you submitted' }).click();
      await page.getByRole('link', { name: 'Read version 1' }).click();
      await expect(page.getByText('This is an earlier version')).toBeVisible();
      await page.goBack();
      await page.goBack();

      await page.getByRole('link', { name: 'Back to the entry' }).click();
      await page.getByRole('button', { name: 'Withdraw this entry' }).click();
      const dialog = page.getByRole('dialog', { name: 'Withdraw this entry?' });
      await expectAccessible(page);
      await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click();
      await expect(dialog.getByText('Confirm that you withdraw it')).toBeVisible();
      await expectAccessible(page);
      await dialog.getByLabel(/^I withdraw this entry on behalf of/).check();
      await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click();
      await expect(page.getByText('You withdrew this entry')).toBeVisible();
      await page.getByRole('button', { name: 'Undo the withdrawal' }).click();
      await expect(page.getByText(/^Submitted on/).first()).toBeVisible();
      await expect(page.getByRole('main')).toBeFocused();
      await page.getByRole('button', { name: 'Withdraw this entry' }).click();
      await dialog.getByLabel(/^I withdraw this entry on behalf of/).check();
      await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click();
      await expect(page.getByText('You withdrew this entry')).toBeVisible();
      await expect(page.getByText('Open doors in Osijek').last()).toBeVisible();
      await expectAccessible(page);
    });

    test('loses nothing without a connection, nor to a colleague', async ({ page, context }) => {
      await signInAs(page, sample.entrant);
      await start(page, `Grad Zadar, ${size.name}`);
      await sections(page).getByRole('link', { name: 'Your case' }).click();
      await heading(page, 'Your case');
      await context.setOffline(true);
      await page.getByLabel('What has changed').fill('Written on a train.');
      await expect(page.getByText(/^Saved on this device only/).first()).toBeVisible();
      await context.setOffline(false);
      await expect(page.getByText(saved)).toBeVisible({ timeout: 10_000 });
      await shoot(page, 'section');

      const other = await context.newPage();
      await other.goto(page.url());
      const theirs = other.getByLabel('What has changed');
      await expect(theirs).toHaveValue('Written on a train.');
      await theirs.fill('Written in another tab.');
      await expect(other.getByText(saved)).toBeVisible();
      await page.getByLabel('What has changed').fill('Written here meanwhile.');
      const choice = page.getByRole('region', { name: 'Two versions of this answer' });
      await expect(choice).toContainText('Written in another tab.');
      await expect(choice).toContainText('You changed this answer in another window');
      await choice.scrollIntoViewIfNeeded();
      await shoot(page, 'conflict');
      await choice.getByRole('button', { name: 'Keep the saved version' }).click();
      await expect(page.getByLabel('What has changed')).toHaveValue('Written in another tab.');
      await expect(page.getByLabel('What has changed')).toBeFocused();
    });

    test('sees its entries and the people it shares them with', async ({ page }) => {
      await signInAs(page, sample.entrant);
      await shoot(page, 'entries');
      await page.getByRole('banner').getByRole('link', { name: 'Organisations' }).click();
      await heading(page, 'Organisations');
      await page
        .getByRole('main')
        .getByRole('link', { name: /\(sample\)/ })
        .click();
      await page.getByLabel('Invite a colleague by e-mail').fill(`ivan-${size.name}@example.org`);
      await page.getByRole('button', { name: 'Send invitation' }).click();
      await expect(page.getByText(`on its way to ivan-${size.name}@example.org`)).toBeVisible();
      await shoot(page, 'organisation');
    });
  });
}
