import type { Locator, Page } from '@playwright/test';
import { filterBy } from '../fixtures/lists';
import { sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

const edition = '/staff/essa/2023';
const guide = new URL('../../../docs/guide/', import.meta.url).pathname;
const sizes = [
  { name: '', width: 1280, height: 900 },
  { name: '-phone', width: 390, height: 844 },
];

/** Looks at a screen as it is now at both widths: nothing to complain of, and a picture of this part for the guide. */
async function look(page: Page, screen: string, part?: Locator): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await part?.evaluate((one) => one.scrollIntoView({ block: 'start' }));
    await page.screenshot({ path: `${guide}staff-${screen}${size.name}.png` });
  }
  await page.setViewportSize(sizes[0] ?? { width: 1280, height: 900 });
}

async function open(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(edition + path);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  await page.waitForLoadState('networkidle');
}

// Each test reads several screens with axe, at both widths.
test.setTimeout(120_000);
test.beforeEach(async ({ page }) => signInAs(page, sample.staff));

test('staff follow an edition, its judges and its dates', async ({ page }) => {
  await page.goto('/staff');
  await expect(page.getByRole('heading', { level: 1, name: 'Editions' })).toBeVisible();
  await look(page, 'editions');
  await page
    .locator('#main')
    .getByRole('link', { name: 'European Social Services Awards 2023' })
    .click();
  await expect(page.getByRole('heading', { name: 'Coming up' })).toBeVisible();
  await look(page, 'overview');
  await open(page, '/judges', 'Judges');
  await look(page, 'judges');
  await open(page, '/rounds/judging', 'Coverage');
  await look(page, 'coverage');
  await open(page, '/exports', 'Exports');
  await look(page, 'exports');
  await open(page, '/edition', 'Dates and rules');
  await look(page, 'dates');
  await page.goto('/staff/mails');
  await expect(page.getByRole('heading', { level: 1, name: 'E-mails' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await look(page, 'mails');
});

test('staff find an entry by filters that stand in the address', async ({ page }) => {
  await open(page, '/entries', 'Entries');
  await look(page, 'entries');
  const chip = await filterBy(page, 'State', 'Eligible');
  await expect(page).toHaveURL(/state=eligible/);
  await page.getByRole('button', { name: 'Country', exact: true }).click();
  await expect(page).toHaveURL(/sort=country/);
  await page.reload();
  await expect(chip).toBeVisible();
  const first = page.getByRole('table').getByRole('link').first();
  const title = (await first.textContent()) ?? '';
  await first.click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Eligibility check' })).toBeVisible();
  await look(page, 'entry');
  await page.goBack();
  await expect(chip).toBeVisible();
});

test('staff rule on what the program cannot decide, by keyboard too', async ({ page }) => {
  await open(page, '/entries?state=eligible', 'Entries');
  await page.getByRole('table').getByRole('link').first().click();
  const rules = page.getByRole('region', { name: 'Rules', exact: true });
  await expect(rules).toContainText('5 open of 7');
  await rules.getByText('5 open of 7').click();
  const rule = rules
    .getByRole('listitem')
    .filter({ hasText: 'The project promotes person-centred care.' });
  await rule.locator('summary').press('Enter');
  await rule.getByRole('button', { name: 'Waive' }).press('Enter');
  const reason = rules.getByLabel('Why is this rule waived?');
  await expect(reason).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(rules.getByRole('alert')).toBeFocused();
  await expect(rules.getByRole('alert')).toContainText('Enter the reason');
  await expectAccessible(page);
  await reason.fill('The project is about the staff behind the service; agreed by the board.');
  await page.keyboard.press('Control+Enter');
  await expect(rule).toBeFocused();
  await expect(rule).toContainText('Waived');
  await expect(rule).toContainText('agreed by the board');
  await look(page, 'rules', rules);
  await rules.getByRole('button', { name: 'Record all 4 open rules as met' }).click();
  await expect(rules.getByRole('heading', { name: 'Rules' })).toBeFocused();
  await expect(rules).toContainText('none open of 7');
  await rule.locator('summary').click();
  await rule.getByRole('button', { name: 'Undo' }).click();
  await expect(rule).toContainText('Open');
  await page.reload();
  await expect(rules).toContainText('1 open of 7');
  await page.getByText('Change decision').click();
  await expect(page.getByText(/still open/)).toBeHidden();
});

test('staff open a result and make a shortlist', async ({ page }) => {
  await open(page, '/results/judging', 'Results');
  await look(page, 'results');
  await page.getByRole('button', { name: /^Shortlist the best/ }).click();
  await page.getByRole('button', { name: 'Make the shortlist' }).click();
  await expect(page.getByText(/on the shortlist of/).first()).toBeVisible();
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: /points came about$/ })).toBeVisible();
  await look(page, 'result');
});

test('staff invite several judges at once', async ({ page }) => {
  await open(page, '/judges', 'Judges');
  await page.getByRole('button', { name: 'Invite judges' }).first().click();
  await page
    .getByLabel('People')
    .fill('Ann New <ann.new@example.org>\nbob.new@example.org, Bob New, City of Graz, AT\nnobody');
  await page.getByRole('button', { name: 'Check the list' }).click();
  await expect(page.getByText('2 people will be invited')).toBeVisible();
  await page
    .getByRole('alert')
    .getByRole('link', { name: /^Line 3: There is no e-mail address/ })
    .click();
  await expect(page.getByLabel('E-mail address in line 3')).toBeFocused();
  await look(page, 'invite');
  await page.getByRole('button', { name: 'Remove line 3' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.getByText('2 people will be invited')).toBeFocused();
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await expect(page.getByText('2 people were invited.').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /Bob New/ })).toContainText('Invited');
});

test('a table can be taken away', async ({ page }) => {
  await open(page, '/exports', 'Exports');
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the table of Scores', exact: true }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('essa-2023-scores.xlsx');
});
