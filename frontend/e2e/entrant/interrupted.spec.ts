import { heading, sample, samplePassword, signInAs } from '../fixtures/people';
import { expect, expectAccessible, test } from '../fixtures/test';
import { saved, sections, start } from './steps';

test.setTimeout(90_000);
test.use({ refusals: [0, 401, 422], actionTimeout: 10_000 });

test('who is signed out while writing signs in again in place and loses nothing', async ({
  page,
  context,
}) => {
  await signInAs(page, sample.entrant);
  await start(page, 'Grad Split');
  await sections(page).getByRole('link', { name: 'Your case' }).click();
  const answer = page.getByLabel('What has changed');
  await answer.fill('Before the session ended.');
  await expect(page.getByText(saved)).toBeVisible();
  await context.clearCookies();
  await answer.fill('Written after the session had ended.');
  await expect(
    page.getByRole('status').filter({ hasText: 'You are signed out. Sign in on this page' }),
  ).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Sign in to continue' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in to continue' });
  await expect(dialog).toContainText(sample.entrant.email);
  await dialog.getByLabel('Password', { exact: true }).fill('not your current password');
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText(
    'The e-mail address or the password is wrong',
  );
  await expectAccessible(page);
  await dialog.getByLabel('Password', { exact: true }).fill(samplePassword);
  await dialog.getByLabel('Password', { exact: true }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(saved)).toBeVisible();
  await expect(answer).toHaveValue('Written after the session had ended.');
  await page.reload();
  await expect(answer).toHaveValue('Written after the session had ended.');
});

test('what was written survives a sign-in by the usual way too', async ({ page, context }) => {
  await signInAs(page, sample.entrant);
  await start(page, 'Grad Pula');
  await sections(page).getByRole('link', { name: 'Your case' }).click();
  await heading(page, 'Your case');
  const here = new URL(page.url()).pathname;
  await context.clearCookies();
  await page.getByLabel('What has changed').fill('Saved on this device only.');
  await page.getByRole('button', { name: 'Sign in to continue' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Sign in another way' }).click();
  await heading(page, 'Sign in');
  await page.getByLabel('E-mail address').fill(sample.entrant.email);
  await page.getByLabel('Password', { exact: true }).fill(samplePassword);
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await heading(page, 'Your case');
  expect(new URL(page.url()).pathname).toBe(here);
  await expect(page.getByLabel('What has changed')).toHaveValue('Saved on this device only.');
  const entry = await page.request.get(`/api${here.slice(0, here.lastIndexOf('/'))}`);
  expect((await entry.json()).answers.c_impact.value).toBe('Saved on this device only.');
});

test('a page that cannot be loaded says so and can be tried again', async ({ page }) => {
  await signInAs(page, sample.entrant);
  await page.route('**/api/entries', (route) => route.abort());
  await page.goto('/');
  await page.getByRole('banner').getByRole('link', { name: 'My entries' }).click();
  await expect(page.getByText('This could not be loaded')).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/api/entries');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('main').getByRole('link', { name: 'Start an entry' })).toBeVisible();
});

test('an upload that broke off is kept and can be tried again', async ({ page }) => {
  await signInAs(page, sample.entrant);
  await start(page, 'Grad Rijeka');
  await sections(page)
    .getByRole('link', { name: /^Photographs and/ })
    .click();
  await page.route('**/attachments/**', (route) => route.abort());
  const photos = page.getByRole('group', { name: 'Photographs of the practice' });
  const buffer = await page.screenshot();
  const file = { name: 'square.png', mimeType: 'image/png', buffer };
  await photos.locator('input[type=file]').setInputFiles(file);
  await expect(
    photos.getByRole('paragraph').filter({ hasText: 'The server cannot be reached.' }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/attachments/**');
  await photos.getByRole('button', { name: 'Try again' }).click();
  await expect(photos.getByRole('link', { name: 'square.png' })).toBeVisible();
});

test('an optional choice can be taken back, and half a month is not an answer', async ({
  page,
}) => {
  await signInAs(page, sample.entrant);
  await start(page, 'Grad Zagreb');
  await sections(page).getByRole('link', { name: 'Contact and partners' }).click();
  const member = page.getByRole('radiogroup', { name: 'Is your organisation an ESN member?' });
  await member.getByLabel('Yes').check();
  await expect(page.getByText(saved)).toBeVisible();
  await expectAccessible(page);
  await member.getByRole('button', { name: 'Clear the answer' }).click();
  await expect(member.getByLabel('Yes')).toBeFocused();
  await expect(member.getByRole('button', { name: 'Clear the answer' })).toBeHidden();
  await expect(page.getByText(saved)).toBeVisible();
  await page.reload();
  await expect(member.getByLabel('Yes')).not.toBeChecked();
  await expect(member.getByLabel('No')).not.toBeChecked();

  await sections(page).getByRole('link', { name: 'Your project' }).click();
  const begin = page.getByRole('group', { name: 'Project start' });
  await begin.getByLabel('Month').focus();
  await begin.getByLabel('Month').selectOption('May');
  await page.getByLabel('Project title').focus();
  await expect(begin.getByText('Enter the month and a year')).toBeVisible();
  await begin.getByLabel('Year').fill('2022');
  await page.getByLabel('Project title').focus();
  await expect(begin.getByText('Enter the month and a year')).toBeHidden();
  await expect(page.getByText(saved)).toBeVisible();
  await begin.getByLabel('Year').press('End');
  await begin.getByLabel('Year').press('Backspace');
  await begin.getByLabel('Year').press('1');
  await expect(begin.getByLabel('Year')).toHaveValue('2021');
  await expect(page.getByText(saved)).toBeVisible();
  await page.reload();
  await expect(begin.getByLabel('Year')).toHaveValue('2021');
});

test('what one tab could not send is not lost because another tab saved', async ({
  page,
  context,
}) => {
  await signInAs(page, sample.entrant);
  await start(page, 'Grad Karlovac');
  await sections(page).getByRole('link', { name: 'Your case' }).click();
  await heading(page, 'Your case');
  const other = await context.newPage();
  await other.goto(page.url());
  await heading(other, 'Your case');
  await page.route('**/answers/**', (route) => route.abort());
  await page.getByLabel('What has changed').fill('Written where nothing got through.');
  await expect(page.getByText(/^Saved on this device only/).first()).toBeVisible();
  await other.getByLabel('What has changed').fill('Saved by the other tab.');
  await expect(other.getByText(saved)).toBeVisible();
  await page.close();
  await other.reload();
  const choice = other.getByRole('region', { name: 'Two versions of this answer' });
  await expect(choice).toContainText('Saved by the other tab.');
  await expect(other.getByLabel('What has changed')).toHaveValue(
    'Written where nothing got through.',
  );
});

test('a link to the page one is on begins it anew', async ({ page }) => {
  await page.goto('/register');
  await page.getByLabel('Your name').fill('Maja');
  await page.getByLabel('E-mail address').fill('wrong@osijek.example');
  await page.getByLabel('Password', { exact: true }).fill('three green boats at dawn');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('This e-mail was not sent')).toBeVisible();
  await page.getByRole('banner').getByRole('link', { name: 'Register' }).click();
  await expect(page.getByLabel('E-mail address')).toHaveValue('');
});
