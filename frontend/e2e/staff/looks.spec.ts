import { tabTo } from '../fixtures/keyboard';
import { lookAtAll, lookHere } from '../fixtures/looks';
import { sample, signInAs } from '../fixtures/people';
import { expect, test } from '../fixtures/test';

const edition = '/staff/essa/2023';

test.setTimeout(300_000);
test.use({ actionTimeout: 10_000 });

test('every screen of those who organise is whole in each look', async ({ page }) => {
  await signInAs(page, sample.admin);
  await lookAtAll(page, [
    { name: 'Editions', path: '/staff' },
    { name: 'Overview', path: edition },
    { name: 'Entries', path: `${edition}/entries` },
    { name: 'Check of an entry', path: `${edition}/entries`, link: 'tbody th a' },
    { name: 'Judges', path: `${edition}/judges` },
    { name: 'Coverage', path: `${edition}/rounds/judging` },
    { name: 'Coverage by judge', path: `${edition}/rounds/judging?view=judges` },
    { name: 'Coverage by entry', path: `${edition}/rounds/judging?view=entries` },
    { name: 'Panels', path: `${edition}/rounds/judging?view=panels` },
    { name: 'Conflicts', path: `${edition}/rounds/judging?view=conflicts` },
    { name: 'Results', path: `${edition}/results/judging` },
    { name: 'Result', path: `${edition}/results/judging`, link: 'tbody th a' },
    { name: 'Exports', path: `${edition}/exports` },
    { name: 'Dates and rules', path: `${edition}/edition` },
    { name: 'Version', path: `${edition}/edition`, link: 'main a[href*="/versions/"]' },
    { name: 'New edition', path: '/staff/editions/new' },
    { name: 'E-mails', path: '/staff/mails' },
    { name: 'E-mail', path: '/staff/mails', link: 'tbody th a' },
    { name: 'Organisations', path: '/staff/organisations' },
    { name: 'Organisations twice', path: '/staff/organisations/doubles' },
    { name: 'People', path: '/staff/people' },
    { name: 'Texts', path: '/staff/texts' },
    { name: 'Text', path: '/staff/texts/privacy' },
    { name: 'System', path: '/staff/system' },
    { name: 'Account', path: '/account' },
  ]);
});

test.describe('while judges score', () => {
  test.use({ baseURL: process.env['SAMPLE_JUDGING_URL'], viewport: { width: 1440, height: 900 } });

  test('so is the review of many assignments, by keyboard alone', async ({ page }) => {
    await signInAs(page, sample.staff);
    await page.goto(`${edition}/rounds/judging`);
    // A judge of the same sample may declare a conflict meanwhile: such a cell cannot be ticked.
    const free = page.getByRole('grid', { name: 'Coverage' }).getByRole('checkbox', {
      checked: false,
      disabled: false,
    });
    for (let i = 0; i < 6; i += 1) {
      await free.first().focus();
      await page.keyboard.press('Space');
    }
    const review = page.getByRole('button', { name: 'Review 6 assignments' });
    await tabTo(page, review);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'What each judge gets' });
    await expect(dialog.getByText(/^Nothing has been assigned yet\./)).toBeVisible();
    await lookHere(page, 'Review of assignments');
    await page.keyboard.press('Escape');
    await expect(review).toBeFocused();
  });
});
