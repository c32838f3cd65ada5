import { sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, test } from '../fixtures/test';

test.setTimeout(120_000);

test('staff edit a judge, remove one and bring the judge back', async ({ page }) => {
  await signInAs(page, sample.staff);
  await page.goto('/staff/essa/2023/judges');
  const accepted = page.getByRole('row').filter({ hasText: 'Accepted' }).last();
  const name = (await accepted.getByRole('link').textContent()) ?? '';
  const row = page.getByRole('row').filter({ hasText: name });

  // What is known of a judge, and what can be done, stands beside the list.
  await row.getByRole('link', { name }).click();
  const drawer = page.getByRole('region', { name });
  await expect(drawer.getByRole('heading', { name })).toBeFocused();
  await expectAccessible(page);
  await drawer.getByRole('button', { name: `Edit ${name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Enter a name');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Organisation').fill('An office that nobody enters for');
  await dialog.getByRole('button', { name: 'Check the changes' }).click();
  await expect(dialog.getByText('No new conflict of interest is found.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toContainText('An office that nobody enters for');

  await drawer.getByRole('button', { name: `Remove the judge ${name}` }).click();
  await expect(dialog.getByText(/assigned to this judge/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove the judge' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Enter the reason');
  await expectAccessible(page);
  await dialog.getByLabel('Reason').fill('Works for an entrant now.');
  const setAside = dialog.getByLabel('Set them aside');
  if (await setAside.isVisible()) await setAside.check();
  await dialog.getByRole('button', { name: 'Remove the judge' }).click();
  await expect(row).toContainText('Removed');

  await drawer.getByRole('button', { name: `Restore the judge ${name}` }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Restore the judge' }).click();
  await expect(row).toContainText('Accepted');
  await page.reload();
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(row.getByRole('link', { name })).toBeFocused();
});
