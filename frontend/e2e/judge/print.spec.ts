import { sample, signInAs } from '../fixtures/people';
import { expect, test } from '../fixtures/test';
import { openNewEntry } from './steps';

test('a printed entry shows its answers and no scoresheet', async ({ page }) => {
  await signInAs(page, sample.judge);
  await openNewEntry(page);
  const scores = page.getByRole('radiogroup').first();
  await expect(scores).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(scores).toBeHidden();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible();
});
