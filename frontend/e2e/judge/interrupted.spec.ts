import { expectTrapped, expectVisibleFocus } from '../fixtures/keyboard';
import { sample, samplePassword, signInAs } from '../fixtures/people';
import { expect, expectAccessible, test } from '../fixtures/test';
import { openNewEntry } from './steps';

test.setTimeout(60_000);
test.use({ refusals: [0, 401], actionTimeout: 10_000, viewport: { width: 1280, height: 900 } });

test('a judge who is signed out while scoring goes on in place', async ({ page, context }) => {
  await signInAs(page, sample.judge);
  await openNewEntry(page);
  await context.clearCookies();
  await page.getByLabel('Comment for the panel').fill('Thought of after the session had ended.');
  await page.getByRole('button', { name: 'Sign in to continue' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in to continue' });
  await dialog.getByLabel('Password', { exact: true }).fill(samplePassword);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText(/^All changes saved$/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Comment for the panel')).toHaveValue(
    'Thought of after the session had ended.',
  );
});

test('scores given without a connection are kept and sent', async ({ page, context }) => {
  await signInAs(page, sample.judge);
  await openNewEntry(page);
  await context.setOffline(true);
  const seven = page.getByRole('radiogroup').first().getByRole('radio', { name: /^7/ });
  await seven.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText(/^Saved on this device only/).first()).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(page.getByText(/^All changes saved$/)).toBeVisible({ timeout: 10_000 });
  await page.reload();
  await expect(seven).toBeChecked();
});

test('the desk is used by keyboard alone', async ({ page }) => {
  await signInAs(page, sample.judge);
  await openNewEntry(page);
  await expectVisibleFocus(page, 30);
  await expectTrapped(
    page,
    page.getByRole('button', { name: 'Declare a conflict of interest' }),
    page.getByRole('dialog', { name: 'Declare a conflict of interest' }),
  );
});
