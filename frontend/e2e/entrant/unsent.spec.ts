import type { Page } from '@playwright/test';
import { heading, sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, test } from '../fixtures/test';
import { answerAll, saved, sections, start } from './steps';

test.setTimeout(120_000);
test.use({ refusals: [0, 412, 422], actionTimeout: 10_000 });

const question = 'What has changed';

/** What the version that counts answers to a question, as the server has it. */
async function submitted(page: Page, path: string, field: string): Promise<string> {
  const answer = await page.request.get(`/api${path}/submitted`);
  return (await answer.json()).answers[field];
}

/** A complete entry; gives its address. */
async function complete(page: Page, organisation: string): Promise<string> {
  await signInAs(page, sample.entrant);
  await start(page, organisation);
  const path = new URL(page.url()).pathname;
  await answerAll(page);
  return path;
}

async function openCase(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await sections(page).getByRole('link', { name: 'Your case' }).click();
  await heading(page, 'Your case');
}

test('what is written while the connection is lost is what the receipt is for', async ({
  page,
  context,
}) => {
  const path = await complete(page, 'Grad Gospić');
  await openCase(page, path);
  await context.setOffline(true);
  await page.getByLabel(question).fill('Written on the train, without a connection.');
  await expect(page.getByText(/^Saved on this device only/).first()).toBeVisible();
  await sections(page).getByRole('link', { name: 'Check and submit' }).click();
  await context.setOffline(false);
  await heading(page, 'Check and submit');
  await expect(page.getByText('Written on the train, without a connection.')).toBeVisible();
  await page.getByRole('button', { name: 'Submit entry' }).click();
  await expect(page.getByText('Your entry is submitted')).toBeVisible();
  expect(await submitted(page, path, 'c_impact')).toBe(
    'Written on the train, without a connection.',
  );
});

test('a text that cannot be sent is named, and the entry is not submitted around it', async ({
  page,
}) => {
  const path = await complete(page, 'Grad Sinj');
  await openCase(page, path);
  await page.route('**/answers/**', (route) => route.abort());
  await page.getByLabel(question).fill('Not there yet.');
  await expect(page.getByText(/^Saved on this device only/).first()).toBeVisible();
  await sections(page).getByRole('link', { name: 'Check and submit' }).click();
  await heading(page, 'Check and submit');
  const line = /^Your answer to “What has changed.* is saved on this device only/;
  await expect(page.getByRole('link', { name: line })).toBeVisible();
  await expect(page.getByText('Your entry is complete')).toBeHidden();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Submit entry' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('alert').getByRole('link', { name: line })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/entries');
  await expect(page.getByText('1 answer saved on this device only')).toBeVisible();
  await expect(page.getByText('One text has not been sent yet')).toBeVisible({
    timeout: 20_000,
  });
  await expectAccessible(page);
  await page.goto(`${path}/check`);
  await page.unroute('**/answers/**');
  await page.getByRole('button', { name: 'Submit entry' }).click();
  await expect(page.getByText('Your entry is submitted')).toBeVisible();
  expect(await submitted(page, path, 'c_impact')).toBe('Not there yet.');
});

test('a closed tab loses nothing: any page sends what it left', async ({ page, context }) => {
  const path = await complete(page, 'Grad Ogulin');
  const other = await context.newPage();
  await openCase(other, path);
  await other.route('**/answers/**', (route) => route.abort());
  await other.getByLabel(question).fill('Written just before the battery was empty.');
  await expect(other.getByText(/^Saved on this device only/).first()).toBeVisible();
  await other.close();
  const arrived = page.waitForResponse(
    (answer) => answer.url().endsWith('/answers/c_impact') && answer.ok(),
  );
  await page.goto('/');
  await arrived;
  await page.goto(`${path}/check`);
  await expect(page.getByText('Written just before the battery was empty.')).toBeVisible();
  await page.getByRole('button', { name: 'Submit entry' }).click();
  await expect(page.getByText('Your entry is submitted')).toBeVisible();
  expect(await submitted(page, path, 'c_impact')).toBe(
    'Written just before the battery was empty.',
  );
});

test('of two windows the one that submits waits for the other, and asks when they differ', async ({
  page,
  context,
}) => {
  const path = await complete(page, 'Grad Dvije Kartice');
  const other = await context.newPage();
  await openCase(other, path);
  await other.route('**/answers/**', (route) => route.abort());
  await other.getByLabel(question).fill('From the other window.');
  await expect(other.getByText(/^Saved on this device only/).first()).toBeVisible();
  await page.goto(`${path}/check`);
  await heading(page, 'Check and submit');
  await other.unroute('**/answers/**');
  await page.getByRole('button', { name: 'Submit entry' }).click();
  await expect(page.getByText('Your entry is submitted')).toBeVisible({ timeout: 20_000 });
  expect(await submitted(page, path, 'c_impact')).toBe('From the other window.');

  await openCase(page, path);
  await other.route('**/answers/**', (route) => route.abort());
  await other.getByLabel(question).fill('Mine, never sent.');
  await expect(other.getByText(/^Saved on this device only/).first()).toBeVisible();
  await page.getByLabel(question).fill('Theirs, saved.');
  await expect(page.getByText(saved)).toBeVisible();
  await other.close();
  await page.goto(`${path}/check`);
  const line = /^There are two versions of your answer to “What has changed/;
  // The browser may count a window as open for a moment after it is closed; it is asked again after 5 s.
  await expect(page.getByRole('link', { name: line })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Submit again' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  expect(await submitted(page, path, 'c_impact')).toBe('From the other window.');
  await page.getByRole('alert').getByRole('link', { name: line }).click();
  const choice = page.getByRole('region', { name: 'Two versions of this answer' });
  await expect(choice).toContainText('Theirs, saved.');
  await choice.getByRole('button', { name: 'Keep your version' }).click();
  await expect(page.getByText(saved)).toBeVisible();
  await page.getByRole('button', { name: 'Save and go back to the check' }).click();
  await page.getByRole('button', { name: 'Submit again' }).click();
  await expect(page.getByText('Number 2')).toBeVisible();
  expect(await submitted(page, path, 'c_impact')).toBe('Mine, never sent.');
});

test('what is kept belongs to one account and goes with its sign-out only after a question', async ({
  page,
}) => {
  await signInAs(page, sample.entrant);
  await start(page, 'Grad Drniš');
  await sections(page).getByRole('link', { name: 'Your case' }).click();
  await page.route('**/answers/**', (route) => route.abort());
  await page.getByLabel(question).fill('Ours alone.');
  await expect(page.getByText(/^Saved on this device only/).first()).toBeVisible();
  await page.goto('/entries');
  await page.getByRole('button', { name: 'Sign out' }).click();
  const dialog = page.getByRole('dialog', { name: 'Not everything is saved' });
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await page.context().clearCookies();
  await page.unroute('**/answers/**');
  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'PUT' && sent.push(request.url()));
  await signInAs(page, { ...sample.judge, home: 'Your judging' });
  await page.goto('/');
  await heading(page, 'Awards');
  expect(sent).toEqual([]);
  await page.context().clearCookies();
  const arrived = page.waitForResponse(
    (answer) => answer.url().endsWith('/answers/c_impact') && answer.ok(),
  );
  await signInAs(page, sample.entrant);
  await arrived;
});
