import { expectTrapped, expectVisibleFocus } from '../fixtures/keyboard';
import { heading, sample, signInAs } from '../fixtures/people';
import { expectAccessible, test } from '../fixtures/test';

const edition = '/staff/essa/2023';

test.setTimeout(90_000);
test.beforeEach(({ page }) => signInAs(page, sample.staff));

test('staff go through lists and dialogs by keyboard alone', async ({ page }) => {
  await page.goto(`${edition}/entries`);
  await heading(page, 'Entries');
  await page.getByRole('table').waitFor();
  await expectVisibleFocus(page, 30);
  await page.goto(`${edition}/rounds/judging`);
  await expectTrapped(
    page,
    page.getByRole('button', { name: 'Choose judges for Service Delivery' }),
    page.getByRole('dialog', { name: 'Panel of Service Delivery' }),
  );
  await page.goto(`${edition}/results/judging`);
  await expectTrapped(
    page,
    page.getByRole('button', { name: /^Shortlist the best/ }),
    page.getByRole('dialog', { name: /^Shortlist the best/ }),
  );
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('staff read everything as well', async ({ page }) => {
    const screens = {
      '': 'Overview',
      '/entries': 'Entries',
      '/judges': 'Judges',
      '/rounds/judging': 'Assignments',
      '/results/judging': 'Results',
      '/exports': 'Exports',
      '/edition': 'Dates and rules',
    };
    for (const [path, name] of Object.entries(screens)) {
      await page.goto(edition + path);
      await heading(page, name);
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    }
  });
});
