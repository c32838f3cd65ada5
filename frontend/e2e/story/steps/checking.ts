import type { Page } from '@playwright/test';
import { category, expect, heading, look, title, visit } from './cast';
import { tabTo } from '../../fixtures/keyboard';
import { wall } from './dates';
import { home, sections } from '../../entrant/steps';

const hourMs = 60 * 60 * 1000;

/** The title of the entry that is shown. */
export const shownTitle = async (page: Page): Promise<string> =>
  (await page.getByRole('heading', { level: 1 }).textContent())?.trim() ?? '';

async function find(staff: Page, name: string): Promise<void> {
  await visit(staff, 'Entries');
  await staff.getByLabel('Search in title and organisation').fill(name);
  await staff.getByRole('table').getByRole('link', { name }).click();
  await heading(staff, name);
}

async function record(staff: Page, done: string): Promise<void> {
  await staff.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(staff.getByText(done).first()).toBeVisible();
}

/** Looks at the list as staff do, and opens the first entry of another category that waits. */
export async function openWaiting(staff: Page): Promise<string> {
  await visit(staff, 'Entries');
  await staff.getByRole('link', { name: /^To check/ }).click();
  await expect(staff).toHaveURL(/state=submitted/);
  await look(staff);
  const rows = staff.getByRole('row').filter({ hasNotText: category.name });
  await rows.filter({ hasText: 'Submitted' }).getByRole('link').first().click();
  await expect(staff.getByRole('heading', { name: 'Eligibility check' })).toBeVisible();
  return shownTitle(staff);
}

export async function findIneligible(staff: Page): Promise<string> {
  const name = await openWaiting(staff);
  await staff.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(staff.getByRole('alert')).toBeFocused();
  await look(staff);
  await staff.getByLabel('Not eligible').check();
  await staff.getByRole('textbox', { name: 'Reason' }).fill('The project starts next year.');
  await look(staff);
  await record(staff, 'The entry is not eligible.');
  await look(staff);
  return name;
}

/** Moves an entry of another category and finds it eligible there. */
export async function move(staff: Page): Promise<string> {
  const name = await openWaiting(staff);
  await staff.getByLabel('Move category').check();
  await staff.getByLabel('To which category?').selectOption(category.name);
  await staff
    .getByRole('textbox', { name: 'Reason' })
    .fill('The project gives a service; the panel for services will judge it better.');
  await look(staff, 'staff-move');
  await record(staff, 'The entry is moved.');
  await expect(staff.getByText(`Moved to ${category.name}`)).toBeVisible();
  await findEligible(staff);
  return name;
}

export async function findEligible(staff: Page): Promise<void> {
  await staff.getByLabel('Eligible', { exact: true }).check();
  await record(staff, 'The entry is eligible.');
}

/** Sends our entry back with a message and a date. */
export async function sendBack(staff: Page): Promise<void> {
  await find(staff, title);
  await staff.getByLabel('Send back').check();
  await staff.getByLabel('Message to the entrant').fill('Please say who counted the 330 families.');
  const until = wall(new Date(Date.now() + 48 * hourMs));
  await staff.getByLabel('Date').fill(until.date);
  await staff.getByLabel('Time').fill(until.time);
  await look(staff, 'staff-send-back');
  await record(staff, 'The entry is sent back.');
}

/** The organisation reads why, completes the entry and submits it again. */
export async function complete(page: Page): Promise<void> {
  await page.goto('/entries');
  await expect(page.getByText('Sent back')).toBeVisible();
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByText('Please say who counted the 330 families.')).toBeVisible();
  await look(page, 'entrant-returned');
  await sections(page).getByRole('link', { name: 'Your case' }).click();
  await page
    .getByLabel('What has changed')
    .fill('Of 412 families, 330 reached their goal within a year, says the university of Osijek.');
  await expect(page.getByText(/^All changes saved$/)).toBeVisible();
  await home(page);
  await sections(page).getByRole('link', { name: 'Check and submit again' }).click();
  await heading(page, 'Check and submit');
}

/** Checks one that waits by keyboard alone: from the list to its decision, and on to the next. */
async function checkByKeys(staff: Page): Promise<void> {
  await visit(staff, 'Entries');
  await tabTo(staff, staff.getByRole('link', { name: /^To check/ }));
  await staff.keyboard.press('Enter');
  await expect(staff).toHaveURL(/state=submitted/);
  const others = staff.getByRole('table').locator('tbody th a').filter({ hasNotText: title });
  await tabTo(staff, others.first());
  await staff.keyboard.press('Enter');
  await expect(staff.getByRole('heading', { name: 'Eligibility check' })).toBeVisible();
  const before = staff.url();
  const eligible = staff.getByLabel('Eligible', { exact: true });
  await tabTo(staff, eligible);
  await staff.keyboard.press('Space');
  await expect(eligible).toBeChecked();
  await staff.keyboard.press('Control+Enter');
  await expect(staff).not.toHaveURL(before);
  await expect(staff.getByRole('main')).toBeFocused();
}

type Hands = Record<'clicks' | 'keys', number>;
const hands = (page: Page): Promise<Hands> =>
  page.evaluate(() => (window as unknown as { hands: Hands }).hands);

/** Counts from now what a person does with the mouse, and which keys with or without Ctrl. */
const countHands = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const hands = { clicks: 0, keys: 0 };
    Object.assign(window, { hands });
    addEventListener('pointerdown', () => (hands.clicks += 1), true);
    addEventListener('keydown', ({ key }) => (hands.keys += Number(key !== 'Control')), true);
  });

/** Finds our entry eligible, and then all others that wait: a choice and one key for each. */
export async function findRestEligible(staff: Page): Promise<void> {
  await checkByKeys(staff);
  await find(staff, title);
  await findEligible(staff);
  await look(staff);
  await staff.getByRole('link', { name: 'Open the next entry' }).click();
  // The place in the queue and the entry arrive one by one: what is left says when to end.
  const place = staff.getByText(/^Entry \d+ of \d+$/);
  const shown = await place.textContent();
  await countHands(staff);
  for (let left = Number(shown?.split(' of ')[1]); left > 1; left -= 1) {
    await staff.getByLabel('Eligible', { exact: true }).check();
    await staff.keyboard.press('Control+Enter');
    await expect(place).toHaveText(new RegExp(` of ${left - 1}$`));
  }
  const { clicks, keys } = await hands(staff);
  const entries = Number(shown?.split(' of ')[1]) - 1;
  console.log(`check: ${clicks} clicks and ${keys} keys for ${entries} entries`);
  // 120 entries in a third of 360 clicks, which three for each would be.
  expect(clicks / entries).toBeLessThanOrEqual(1);
  expect(keys / entries).toBeLessThanOrEqual(1);
  await findEligible(staff);
  await expect(staff.getByText('No entry waits for a check')).toBeVisible();
}
