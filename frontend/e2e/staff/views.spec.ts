import { filterBy } from '../fixtures/lists';
import { sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, test } from '../fixtures/test';

const edition = '/staff/essa/2023';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 } });

test('staff keep a view of their own, rename and remove it', async ({ page }) => {
  await signInAs(page, sample.staff);
  await page.goto(`${edition}/entries`);
  await filterBy(page, 'State', 'Eligible');
  await page.getByRole('button', { name: 'Save this view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await dialog.getByRole('button', { name: 'Save this view' }).click();
  await expect(dialog.getByLabel('Name of the view')).toHaveAccessibleDescription(/Enter a name/);
  // Only admins share.
  await expect(dialog.getByRole('checkbox')).toHaveCount(0);
  await dialog.getByLabel('Name of the view').fill('In the running');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save this view' }).click();
  const view = page.getByRole('link', { name: 'In the running' });
  await expect(view).toHaveAttribute('aria-current', 'page');
  await page.getByRole('link', { name: /^All/ }).click();
  await expect(page).toHaveURL(/entries$/);
  await page.reload();
  await view.click();
  await expect(page.getByRole('button', { name: 'State is Eligible' })).toBeVisible();
  await page.getByRole('button', { name: 'Rename this view' }).click();
  const renaming = page.getByRole('dialog', { name: 'Rename this view' });
  await expect(renaming.getByLabel('Name of the view')).toHaveValue('In the running');
  await renaming.getByLabel('Name of the view').fill('Still in');
  await expectAccessible(page);
  await renaming.getByRole('button', { name: 'Rename this view' }).click();
  // The dialog, whose button is called so too, closes once it is saved.
  await expect(renaming).toBeHidden();
  await expect(page.getByRole('button', { name: 'Rename this view' })).toBeFocused();
  await expect(view).toBeHidden();
  await expect(page.getByRole('link', { name: 'Still in' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await page.getByRole('button', { name: 'Remove this view', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Still in' })).toBeHidden();
  // What was removed can be saved again, from where one is.
  await expect(page.getByRole('button', { name: 'Save this view' })).toBeFocused();
});

test.describe('while scoring is open', () => {
  // The sample of the judges: its round is open.
  test.use({ baseURL: process.env['SAMPLE_JUDGING_URL'] });

  test('the number of those who will not finish leads to exactly those', async ({ page }) => {
    await signInAs(page, sample.staff);
    const problems = page.getByRole('region', { name: 'Problems' });
    const behind = problems.getByRole('link', { name: /^\d+ judges? will not finish/ });
    const count = parseInt((await behind.textContent()) ?? '', 10);
    await problems.getByRole('link', { name: /^See who/ }).click();
    await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(count);
    const view = page.getByRole('link', { name: /^Behind/ });
    await expect(view).toHaveAttribute('aria-current', 'page');
    await expect(view).toContainText(String(count));
    await expectAccessible(page);
    // From there to where entries are assigned.
    await page.getByRole('link', { name: 'Assign entries' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Coverage' })).toBeVisible();
  });
});

test('an admin keeps a view for all staff', async ({ page, browser }) => {
  await signInAs(page, sample.admin);
  await page.goto(`${edition}/judges`);
  await filterBy(page, 'State', 'Accepted');
  await page.getByRole('button', { name: 'Save this view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await dialog.getByLabel('Name of the view').fill('On board');
  await dialog.getByRole('checkbox', { name: 'For all staff' }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save this view' }).click();
  await expect(page.getByRole('link', { name: 'On board' })).toBeVisible();

  const theirs = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const colleague = await theirs.newPage();
  await signInAs(colleague, sample.staff);
  await colleague.goto(`${edition}/judges`);
  await colleague.getByRole('link', { name: 'On board' }).click();
  await expect(colleague.getByRole('button', { name: 'State is Accepted' })).toBeVisible();
  await expect(colleague.getByRole('button', { name: /this view/ })).toHaveCount(0);
  // It is a view of the judges alone.
  await colleague.goto(`${edition}/entries`);
  await expect(colleague.getByRole('link', { name: /^All/ })).toBeVisible();
  await expect(colleague.getByRole('link', { name: 'On board' })).toHaveCount(0);
  await theirs.close();

  await page.getByRole('button', { name: 'Remove this view for all staff' }).click();
  await expect(page.getByRole('link', { name: 'On board' })).toBeHidden();
});
