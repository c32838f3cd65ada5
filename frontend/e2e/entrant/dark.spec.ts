import { heading, sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, test } from '../fixtures/test';
import { sections, start } from './steps';

test.setTimeout(90_000);
test.use({ colorScheme: 'dark', refusals: [422], actionTimeout: 10_000 });

test('in the dark an organisation reads everything as well', async ({ page }) => {
  await page.goto('/');
  await heading(page, 'Awards');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Read the call' }).first().click();
  await expect(page.getByRole('heading', { name: 'Service Delivery' })).toBeVisible();
  await expectAccessible(page);
  await signInAs(page, sample.entrant);
  await expectAccessible(page);
  await start(page, 'Grad Knin');
  await expectAccessible(page);
  await sections(page).getByRole('link', { name: 'Your project' }).click();
  await heading(page, 'Your project');
  await expectAccessible(page);
  await sections(page).getByRole('link', { name: 'Check and submit' }).click();
  await page.getByRole('button', { name: 'Submit entry' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expectAccessible(page);
});
