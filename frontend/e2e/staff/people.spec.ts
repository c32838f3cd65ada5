import type { Locator, Page } from '@playwright/test';
import { expectWholeStates, filterBy, rowsInSight } from '../fixtures/lists';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

const guide = new URL('../../../docs/guide/', import.meta.url).pathname;
const sizes = [
  { name: '', width: 1280, height: 900 },
  { name: '-phone', width: 390, height: 844 },
];

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('sample boats at dawn');
  await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
}

async function look(page: Page, picture?: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.evaluate(() => scrollTo(0, 0));
    if (picture) await page.screenshot({ path: `${guide}staff-${picture}${size.name}.png` });
  }
  await page.setViewportSize(sizes[0] ?? { width: 1280, height: 900 });
}

const person = (page: Page, name: string): Locator =>
  page.getByRole('table', { name: 'People' }).getByRole('row').filter({ hasText: name });

const inviting = (page: Page): Locator => page.getByRole('dialog', { name: 'Invite someone' });

/** The link of the newest mail, which is held for want of a mail server. */
async function newestLink(page: Page): Promise<string> {
  await page.goto('/staff/mails');
  await page.getByRole('table').getByRole('link').first().click();
  const text = page.getByText(/invitation#/).first();
  await expect(text).toBeVisible();
  return /\/invitation#\S+/.exec((await text.textContent()) ?? '')?.[0] ?? '';
}

test('an admin brings a colleague in, and puts her out', async ({ page, browser }) => {
  await signIn(page, 'admin@example.org');
  await page.getByRole('link', { name: 'People' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  await page.getByRole('button', { name: 'Invite someone' }).click();
  await inviting(page).getByRole('button', { name: 'Send the invitation' }).click();
  await expect(inviting(page).getByRole('alert')).toContainText('Choose a role');
  await look(page);

  await inviting(page).getByLabel('E-mail address').fill('nora@example.org');
  await inviting(page)
    .getByLabel(/^Staff/)
    .check();
  await inviting(page).getByRole('button', { name: 'Send the invitation' }).click();
  await expect(inviting(page)).toBeHidden();
  await expect(person(page, 'nora@example.org')).toContainText('Invited');
  await look(page, 'people');

  const link = await newestLink(page);
  const theirs = await browser.newContext();
  const nora = await theirs.newPage();
  await nora.goto(link);
  await expect(nora.getByText('as a member of staff')).toBeVisible();
  await look(nora);
  await nora.getByLabel('Your name').fill('Nora New');
  await nora.getByLabel('Password', { exact: true }).fill('seven quiet lamps outside');
  await nora.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(nora.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(nora.getByRole('link', { name: 'People' })).toHaveCount(0);

  await page.goto('/staff/people');
  await person(page, 'Nora New').getByRole('link').click();
  const drawer = page.getByRole('region', { name: 'Nora New' });
  await expect(page.getByRole('heading', { level: 2, name: 'Nora New' })).toBeFocused();
  await look(page);
  await drawer.getByRole('button', { name: /^Disable/ }).click();
  await look(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await expect(person(page, 'Nora New')).toContainText('Disabled');
  await expect(page.getByRole('main')).toBeFocused();
  await nora.reload();
  await expect(nora.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await theirs.close();
});

test('a long list of people is narrowed, sorted and gone through by keys', async ({ page }) => {
  await signIn(page, 'admin@example.org');
  await page.route('**/api/staff/people', (route) =>
    route.fulfill({
      json: Array.from({ length: 40 }, (_, i) => ({
        id: `person${String(i).padStart(10, '0')}`,
        name: i % 8 === 7 ? null : `Νίκη Μέλος ${i + 1}`,
        email: `member${i + 1}@office.example`,
        role: i % 10 ? 'staff' : 'admin',
        state: i % 8 === 7 ? 'invited' : 'active',
        invited_until: i % 8 === 7 ? '2099-01-01T10:00:00Z' : null,
        last_seen_at: null,
        looks_like: i === 2 ? 'member33@office.example' : null,
        is_me: i === 0,
        version: 1,
      })),
    }),
  );
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/staff/people');
  const rows = page.getByRole('table', { name: 'People' }).locator('tbody tr');
  await expect(rows).toHaveCount(40);
  const count = await rowsInSight(page);
  console.log(`people: ${count} rows above the fold`);
  expect(count).toBeGreaterThanOrEqual(16);
  await page.getByRole('link', { name: /^Invited/ }).click();
  await expect(rows).toHaveCount(5);
  await expect(page.getByRole('button', { name: 'State is Invited' })).toBeVisible();
  await filterBy(page, 'Role', 'Staff');
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await page.getByRole('searchbox').fill('νικη 12');
  await expect(rows).toHaveCount(1);
  await page.getByRole('searchbox').fill('');
  await expect(rows).toHaveCount(40);
  await page.getByRole('button', { name: 'Role', exact: true }).click();
  await expect(rows.first()).toContainText('Administrator');
  await rows.first().getByRole('link').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/person=person/);
  await expect(page.getByRole('button', { name: /^Make staff/ })).toBeVisible();
  for (const width of [1440, 1024, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await expectWholeStates(page);
  }
  await page.keyboard.press('Escape');
  await expect(rows.nth(1).getByRole('link')).toBeFocused();
});

test.describe('with a password given long ago', () => {
  test.use({ refusals: [403, 422] });

  test('an admin gives it again before ending the sessions of everybody', async ({ page }) => {
    await signIn(page, 'admin@example.org');
    await page.goto('/staff/people');
    let stale = true;
    await page.route('**/api/staff/people/sign-out', (route) =>
      stale
        ? route.fulfill({
            status: 403,
            contentType: 'application/problem+json',
            body: JSON.stringify({ type: '/problems/accounts/password-needed', status: 403 }),
          })
        : route.continue(),
    );
    await page.getByRole('button', { name: 'End all sessions' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End all sessions' }).click();
    const asked = page.getByRole('dialog', { name: 'Confirm your password' });
    await expect(asked).toBeVisible();
    await asked.getByLabel('Password', { exact: true }).fill('not your current password');
    await asked.getByRole('button', { name: 'Continue' }).click();
    await expect(asked.getByRole('alert')).toContainText('not your current password');
    await look(page);
    stale = false;
    await asked.getByLabel('Password', { exact: true }).fill('sample boats at dawn');
    await asked.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText(/You are still signed in here/).first()).toBeVisible();
  });
});
