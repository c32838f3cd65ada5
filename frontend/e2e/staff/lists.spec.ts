import { readFile } from 'node:fs/promises';
import { expectWholeStates, filterBy, rowsInSight } from '../fixtures/lists';
import { sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

const edition = '/staff/essa/2023';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 } });
test.beforeEach(({ page }) => signInAs(page, sample.staff));

test('a list of entries shows at least 16 at once', async ({ page }) => {
  await page.goto(`${edition}/entries`);
  const rows = page.getByRole('table').locator('tbody tr');
  await expect(rows.nth(20)).toBeAttached();
  const top = (await rows.first().boundingBox())?.y ?? 0;
  const count = await rowsInSight(page);
  console.log(`entries: ${count} rows above the fold, the first at ${top.toFixed(0)} px`);
  expect(count).toBeGreaterThanOrEqual(16);
  for (const width of [1440, 1024, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
});

for (const list of [`${edition}/judges`, '/staff/mails', '/staff/organisations'])
  test(`${list} has room for at least 16 rows at once`, async ({ page }) => {
    await page.goto(list);
    const rows = page.getByRole('table').locator('tbody tr');
    await expect(rows.nth(3)).toBeAttached();
    const { y: top = 0, height = 1 } = (await rows.first().boundingBox()) ?? {};
    const [count, room] = [await rowsInSight(page), Math.floor((900 - top) / height)];
    console.log(`${list}: ${count} rows above the fold, room for ${room}`);
    expect(count).toBeGreaterThanOrEqual(Math.min(16, await rows.count()));
    expect(room).toBeGreaterThanOrEqual(16);
  });

test('staff leave a state out, and name the days', async ({ page }) => {
  await page.goto(`${edition}/entries`);
  const states = page.getByRole('table').locator('tbody .tag');
  await expect(states.filter({ hasText: /^\s*Eligible/ })).not.toHaveCount(0);
  await (await filterBy(page, 'State', 'Eligible')).click();
  await page.getByRole('button', { name: 'State is not Eligible', exact: true }).click();
  await expect(page).toHaveURL(/state=-eligible/);
  await expect(page.getByRole('button', { name: 'State is not Eligible' })).toBeFocused();
  await expect(states.filter({ hasText: /^\s*Eligible/ })).toHaveCount(0);
  await expect(states).not.toHaveCount(0);
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Submitted until', exact: true }).click();
  await page.getByRole('textbox', { name: 'Submitted until' }).fill('2020-01-31');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Submitted until 31 January 2020' })).toBeFocused();
  await expect(page.getByText('No matching entries').first()).toBeVisible();
  // It says which filters leave nothing, and leads out of each.
  await expect(
    page.getByText(
      'Nothing matches “State is not Eligible” and “Submitted until 31 January 2020” at once.',
    ),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Remove “Submitted until 31 January 2020”' }).click();
  await expect(page).toHaveURL(/state=-eligible$/);
  await expect(states).not.toHaveCount(0);
});

test('a list that is empty says why, and what comes there', async ({ page }) => {
  for (const list of [
    `${edition}/entries`,
    `${edition}/judges`,
    '/staff/mails',
    '/staff/organisations',
  ]) {
    await page.goto(`${list}?q=zzzz`);
    await expect(page.getByText('To see more, remove the search “zzzz”.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Remove the search “zzzz”' }).click();
    await expect(page.getByRole('table').locator('tbody tr').first()).toBeVisible();
  }
  await page.goto(`${edition}/entries?state=submitted&sort=submitted`);
  await expect(page.getByText('No entries to check')).toBeVisible();
  await expect(page.getByText('New ones come here when they are submitted.')).toBeVisible();
});

test('staff select entries over two pages and take them away as a table', async ({ page }) => {
  await page.goto(`${edition}/entries`);
  const table = page.getByRole('table', { name: 'Entries' });
  const names = table.locator('tbody th');
  const first = (await names.first().textContent())?.trim() ?? '';
  await names.first().getByRole('link').focus();
  await page.keyboard.press('Space');
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/page=2/);
  // The next page begins at its top.
  await expect(page.locator('caption')).toBeFocused();
  await expect(names.first()).not.toHaveText(first);
  await expect(names.first()).toBeInViewport();
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar).toContainText('1 of them on another page');
  await table.locator('tbody').getByRole('checkbox').first().check();
  await expectAccessible(page);
  const waiting = page.waitForEvent('download');
  await bar.getByRole('button', { name: 'Export 2' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('essa-2023-entries.csv');
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(lines[0]).toContain('"Entry","Organisation","Country"');
  expect(lines[1]).toContain(first.replaceAll('"', '""'));
  expect(lines).toHaveLength(4);
  await bar.getByRole('button', { name: /^Select all/ }).click();
  await expect(bar.getByRole('status')).toContainText(/^(?!2 )\d+ selected/);
  await bar.getByRole('button', { name: 'Clear' }).click();
  await expect(bar).toBeHidden();
});

test('the next page of e-mails begins at its top', async ({ page }) => {
  await page.goto('/staff/mails');
  const names = page.getByRole('table').locator('tbody th');
  const first = (await names.first().textContent())?.trim() ?? '';
  for (const way of ['Next page', 'Previous page']) {
    await page.getByRole('link', { name: way }).click();
    await expect(page.locator('caption')).toBeFocused();
    await expect(names.first()).toBeInViewport();
    await expect(page.getByRole('link', { name: way })).toHaveCount(way === 'Next page' ? 1 : 0);
  }
  await expect(names.first()).toHaveText(first);
});

for (const list of [
  `${edition}/entries`,
  `${edition}/judges`,
  '/staff/mails',
  '/staff/organisations',
])
  test(`${list} says each state on one line, however narrow`, async ({ page }) => {
    await page.goto(list);
    await expect(page.getByRole('table').locator('tbody tr').nth(5)).toBeAttached();
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      await expectWholeStates(page);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  });

test('the way back from an entry leads to the list as one left it', async ({ page }) => {
  await page.goto(`${edition}/entries?category=service_delivery&sort=title`);
  await page.getByRole('table').locator('tbody th a').nth(1).click();
  const way = page.getByRole('navigation', { name: 'You are here' });
  await way.getByRole('link', { name: 'Filtered list' }).click();
  await expect(page).toHaveURL(/category=service_delivery&sort=title$/);
  await page.getByRole('link', { name: /^All/ }).click();
  await page.getByRole('link', { name: 'Next page' }).click();
  await page.getByRole('table').locator('tbody th a').first().click();
  await way.getByRole('link', { name: 'All' }).click();
  await expect(page).toHaveURL(/page=2/);
});

test('a page opened by its address begins at its top, and going back where one was', async ({
  page,
}) => {
  const links = page.getByRole('table').locator('tbody th a');
  const y = (): Promise<number> => page.evaluate(() => scrollY);
  await page.goto(`${edition}/entries`);
  await links.nth(30).scrollIntoViewIfNeeded();
  const before = await y();
  expect(before).toBeGreaterThan(0);
  await page.goto(`${edition}/judges`);
  await expect(links.first()).toBeInViewport();
  expect(await y()).toBe(0);
  await page.goBack();
  await expect(links.nth(30)).toBeInViewport();
  expect(await y()).toBe(before);
});

test('staff go from the list to an entry and back by keyboard alone', async ({ page }) => {
  await page.goto(`${edition}/entries`);
  const links = page.getByRole('table').locator('tbody th a');
  await links.first().focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await expect(page).toHaveURL(/entries\/\w+/);
  const decision = page.getByRole('heading', { name: 'Eligibility check' });
  await expect(decision).toBeVisible();
  // The first stop leads past the answers.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Go to the decision' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Decision', exact: true })).toBeFocused();
  await page.goBack();
  await expect(links.first()).toBeVisible();
});
