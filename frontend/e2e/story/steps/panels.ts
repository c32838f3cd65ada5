import type { Page } from '@playwright/test';
import { filterBy } from '../../fixtures/lists';
import { category, expect, follow, heading, judge, look, password, title, visit } from './cast';
import { mailedLink, readMail } from './mails';

export async function invite(staff: Page): Promise<void> {
  await visit(staff, 'Judges');
  await staff.getByRole('button', { name: 'Invite judges' }).first().click();
  const dialog = staff.getByRole('dialog', { name: 'Invite judges' });
  await dialog.getByLabel('People').fill(`${judge.email}, ${judge.name}, City of Bergen, NO`);
  await dialog.getByRole('button', { name: 'Check the list' }).click();
  await expect(dialog.getByText('1 person will be invited')).toBeVisible();
  await look(staff);
  await dialog.getByRole('button', { name: 'Send 1 invitation' }).click();
  await expect(staff.getByText('1 person was invited.').first()).toBeVisible();
  await expect(staff.getByRole('row', { name: new RegExp(judge.name) })).toContainText('Invited');
  await look(staff);
}

export async function accept(page: Page, staff: Page): Promise<void> {
  await page.goto(await mailedLink(staff, judge.email));
  await heading(page, 'You are invited');
  // As the staff wrote it; the judge may write another.
  await expect(page.getByLabel('Your name')).toHaveValue(judge.name);
  await look(page, 'judge-invitation');
  await page.getByLabel('Your name').fill('');
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByLabel('Your name').fill(judge.name);
  await page.getByLabel('I belong to no organisation').check();
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await heading(page, 'Your judging');
  await expect(page.getByText('There is nothing to judge yet')).toBeVisible();
  await look(page);
}

/** Puts everybody on the panel of our category. */
export async function buildPanel(staff: Page): Promise<void> {
  await follow(staff, 'Editions');
  await staff
    .locator('#main')
    .getByRole('link', { name: 'European Social Services Awards 2023' })
    .click();
  await visit(staff, 'Judges');
  await expect(staff.getByRole('row', { name: new RegExp(judge.name) })).toContainText('Accepted');
  await visit(staff, 'Coverage');
  await look(staff);
  await staff.getByRole('link', { name: 'Panels' }).click();
  await staff.getByRole('button', { name: `Choose judges for ${category.name}` }).click();
  const dialog = staff.getByRole('dialog', { name: `Panel of ${category.name}` });
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await look(staff, 'staff-panel');
  await dialog.getByRole('button', { name: 'Save the panel' }).click();
  await expect(staff.getByText(`The panel of ${category.name} is saved.`).first()).toBeVisible();
}

export async function openRound(staff: Page): Promise<void> {
  await staff.getByRole('button', { name: 'Open scoring now' }).click();
  const dialog = staff.getByRole('dialog', { name: 'Open scoring now?' });
  await look(staff);
  await dialog.getByRole('button', { name: 'Open scoring now' }).click();
  await expect(staff.getByText('Scoring is open.').first()).toBeVisible();
}

/** Closes the scoring at this very moment. */
export async function closeRound(staff: Page): Promise<void> {
  await visit(staff, 'Coverage');
  await staff.getByRole('button', { name: 'Close scoring now' }).click();
  const dialog = staff.getByRole('dialog', { name: 'Close scoring now?' });
  await look(staff);
  await dialog.getByRole('button', { name: 'Close scoring now' }).click();
  await expect(staff.getByText('Scoring is closed.').first()).toBeVisible();
}

/** Gives all entries of our category to its panel, and one entry of another by hand. */
export async function assign(staff: Page, other: { category: string }): Promise<void> {
  await staff.getByRole('button', { name: `Assign its entries: ${category.name}` }).click();
  // So many are looked at judge by judge before they are made.
  await staff.getByRole('button', { name: /^Review \d+ assignments$/ }).click();
  const dialog = staff.getByRole('dialog', { name: 'What each judge gets' });
  await expect(dialog.getByRole('row', { name: judge.name })).toBeVisible();
  await look(staff);
  await dialog.getByRole('button', { name: /^Assign and tell \d+ judges?$/ }).click();
  await expect(staff.getByText(/new assignments were made/).first()).toBeVisible();
  await look(staff);
  await staff.getByRole('button', { name: 'Remove the filter: Category' }).click();
  await filterBy(staff, 'Category', other.category);
  await filterBy(staff, 'Judges shown', 'of all panels');
  await staff
    .getByRole('checkbox', { name: new RegExp(`^${judge.name} judges`) })
    .first()
    .check();
  await expect(staff.getByText('1 to assign, nothing to remove')).toBeVisible();
  await look(staff);
  // The same change, whichever way one looks at it.
  await staff.getByRole('link', { name: 'By judge' }).click();
  await staff.getByRole('table').getByRole('link', { name: judge.name }).click();
  const drawer = staff.getByRole('region', { name: judge.name });
  await expect(drawer.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await look(staff);
  await drawer.getByRole('button', { name: 'Close' }).click();
  await staff.getByRole('button', { name: 'Assign and tell 1 judge' }).click();
  await expect(staff.getByText('1 new assignment was made.').first()).toBeVisible();
}

export async function seeCoverage(staff: Page): Promise<void> {
  await visit(staff, 'Coverage');
  await expect(staff.getByRole('grid').getByRole('rowheader', { name: title })).toBeVisible();
  await look(staff);
  await staff.getByRole('link', { name: 'By entry' }).click();
  const row = staff.getByRole('row', { name: title });
  await expect(row).toContainText(/4 judges/);
  await filterBy(staff, 'Judges', 'too few');
  await expect(row).toBeHidden();
  await expect(staff.getByText(/^0 of \d$/).first()).toBeVisible();
  await look(staff);
}

/** Reminds one judge, then all who are behind; the mails are in the outbox at once. */
export async function remind(staff: Page): Promise<void> {
  await visit(staff, 'Judges');
  await staff.getByRole('table').getByRole('link', { name: judge.name }).click();
  await look(staff);
  await staff.getByRole('button', { name: `Remind ${judge.name}` }).click();
  await expect(staff.getByText(`A reminder to ${judge.name} is on its way.`).first()).toBeVisible();
  await staff.getByRole('button', { name: 'Remind everyone who hasn’t finished' }).click();
  const dialog = staff.getByRole('dialog', { name: 'Remind everyone who hasn’t finished?' });
  await look(staff);
  // The one who was just reminded is among them: the dialog says so and asks again.
  await dialog.getByRole('button', { name: 'Send again' }).click();
  await expect(staff.getByText(/reminders? (is|are) on (its|their) way/).first()).toBeVisible();
  await expect(await readMail(staff, judge.email)).toContainText('European Social Services Awards');
  await look(staff);
}

/** Addresses of the sample's other judges, as the list of judges has them. */
export async function otherJudges(staff: Page): Promise<string[]> {
  await visit(staff, 'Judges');
  await staff.getByRole('button', { name: /^(View: |Columns and rows)/ }).click();
  await staff.getByRole('checkbox', { name: 'E-mail address' }).check();
  await staff.keyboard.press('Escape');
  const cells = staff.getByRole('cell', { name: /\.judge\d+@example\.org$/ });
  await expect(cells.first()).toBeVisible();
  return (await cells.allTextContents()).map((address) => address.trim());
}
