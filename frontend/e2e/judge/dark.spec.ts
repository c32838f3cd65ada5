import { sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, test } from '../fixtures/test';
import { openNewEntry } from './steps';

test.setTimeout(60_000);
test.use({ colorScheme: 'dark' });

test('in the dark a judge reads and scores as well', async ({ page }) => {
  await signInAs(page, sample.judge);
  await expectAccessible(page);
  await openNewEntry(page);
  await page
    .getByRole('radiogroup')
    .first()
    .getByRole('radio', { name: /^5/ })
    .check({ force: true });
  await expect(page.getByText(/^All changes saved$/)).toBeVisible();
  await expectAccessible(page);
});
