import { lookHere } from '../fixtures/looks';
import { heading, sample, signInAs } from '../fixtures/people';
import { expect, test } from '../fixtures/test';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 }, actionTimeout: 10_000 });

test('Ctrl K leads from any page to an entry by a few letters', async ({ page }) => {
  await signInAs(page, sample.staff);
  await page.goto('/staff/essa/2023/entries');
  const title = (await page.getByRole('table').locator('tbody th a').nth(2).innerText()).trim();
  await page.goto('/staff/essa/2023/judges');
  await heading(page, 'Judges');

  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Go to' });
  const field = dialog.getByRole('combobox', {
    name: 'A page, an entry, a judge or an organisation',
  });
  await expect(field).toBeFocused();
  const chosen = dialog.getByRole('option', { selected: true });
  await expect(chosen).toContainText('Overview');
  await lookHere(page, 'Go to');

  await page.keyboard.type('zzzz');
  await expect(dialog.getByText('Nothing has this name.')).toBeVisible();
  await lookHere(page, 'Go to, nothing found');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(title.slice(0, 8).toLowerCase());
  const entry = dialog.getByRole('option').filter({ hasText: title }).first();
  await expect(entry).toBeVisible();
  for (let i = 0; i < 20 && (await entry.getAttribute('aria-selected')) !== 'true'; i += 1)
    await page.keyboard.press('ArrowDown');
  // The field keeps the focus, and says which place is chosen.
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute(
    'aria-activedescendant',
    (await chosen.getAttribute('id')) ?? '',
  );
  await lookHere(page, 'Go to, found');
  await page.keyboard.press('Enter');
  await heading(page, title);
  await expect(dialog).toBeHidden();

  // Esc goes nowhere.
  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await heading(page, title);
});
