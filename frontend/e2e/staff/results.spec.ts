import type { Locator, Page } from '@playwright/test';
import { sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

const address = '/staff/essa/2023/results/judging';
const table = (page: Page): Locator => page.getByRole('table', { name: /scores from the judges/ });
const links = (page: Page): Locator => table(page).locator('tbody th').getByRole('link');
const drawer = (page: Page, name: string): Locator => page.getByRole('region', { name });

async function open(page: Page, path = ''): Promise<void> {
  await page.goto(address + path);
  await expect(table(page)).toBeVisible();
}

interface Category {
  entries: { id: string }[];
  by_hand: number;
  total: number;
}

/** As many entries in each category as a full call has, so many points apart; the sample is small. */
async function fill(page: Page, entries: number, apart: number): Promise<void> {
  await page.route(/\/rounds\/judging\/results$/, async (route) => {
    const response = await route.fetch();
    const results: { categories: Category[] } = await response.json();
    for (const category of results.categories) {
      const own = category.entries;
      category.by_hand = 0;
      category.total = entries;
      category.entries = Array.from({ length: entries }, (_, i) => ({
        ...own[Math.floor((i * own.length) / entries)],
        id: `${own[0]?.id}-${i}`,
        rank: i + 1,
        shortlisted: null,
        left_out: null,
        percent: (90 - i * apart).toFixed(2),
      }));
    }
    await route.fulfill({ response, json: results });
  });
}

test.setTimeout(90_000);
test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signInAs(page, sample.staff);
});

test('at least 15 results are above the fold', async ({ page }) => {
  await fill(page, 24, 1.7);
  await open(page);
  const rows = await table(page)
    .locator('tr[data-row]')
    .evaluateAll((all) => all.map((row) => row.getBoundingClientRect().toJSON()));
  const seen = rows.filter((row) => row.bottom <= 900).length;
  console.log(`results: ${seen} rows above the fold at 1440 × 900, first at ${rows[0]?.top} px`);
  expect(seen).toBeGreaterThanOrEqual(15);
  expect(new Set(rows.map((row) => row.height))).toEqual(new Set([42]));
  await expect(table(page).getByText(/^Shortlist ends here, \d places?\./)).toBeVisible();
  await expect(table(page).getByRole('columnheader', { name: /impact/ })).toBeVisible();
  // Criteria are the first to go where there is less room.
  await page.setViewportSize({ width: 1100, height: 900 });
  await expect(table(page).getByRole('columnheader', { name: /impact/ })).toBeHidden();
  await expect(table(page).getByRole('columnheader', { name: 'Spread' })).toBeVisible();
});

test('a category of 24 entries is printed on one sheet', async ({ page }) => {
  await fill(page, 24, 1.7);
  await open(page);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  // A4 across, in points.
  const [, width, height] = /\/MediaBox\s*\[0 0 (\d+)[.\d]* (\d+)/.exec(pdf) ?? [];
  expect([width, height]).toEqual(['841', '594']);
});

test('an explanation has an address and leaves the list in use', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const path = /\/rounds\/judging\/results(.*)$/.exec(new URL(request.url()).pathname)?.[1];
    if (path !== undefined) asked.push(path);
  });
  await open(page);
  const title = (await links(page).nth(1).textContent()) ?? '';
  await links(page).nth(1).click();
  await expect(page).toHaveURL(/entry=/);
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeFocused();
  await expect(drawer(page, title).getByText(/points came about$/)).toBeVisible();
  // The round is ranked once, for the list.
  expect(asked.filter((path) => path === '')).toHaveLength(1);
  expect(asked).toHaveLength(2);
  const sent = page.url();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/entry=/);
  await expect(links(page).nth(1)).toBeFocused();
  await page.goto(sent);
  await expect(drawer(page, title).getByRole('link', { name: 'Open entry' })).toBeVisible();
  await expect(table(page).locator('[aria-current="true"]')).toContainText(title);
  // As it was written before the list stayed beside it.
  const id = new URL(sent).searchParams.get('entry');
  await page.goto(`${address}/${id}`);
  await expect(drawer(page, title)).toBeVisible();
  await expect(page).toHaveURL(`${address}?entry=${id}`);
});

test('staff shortlist an entry by keyboard alone', async ({ page }) => {
  await open(page);
  const add = page.getByRole('button', { name: /^Shortlist: / });
  const title = ((await add.first().getAttribute('aria-label')) ?? '').slice('Shortlist: '.length);
  const link = links(page).filter({ hasText: title }).first();
  await links(page).first().focus();
  while (!(await link.evaluate((one) => one === document.activeElement)))
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(add.first()).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add to the shortlist' });
  await expect(dialog).toBeVisible();
  while (!(await dialog.getByLabel('Reason').evaluate((one) => one === document.activeElement)))
    await page.keyboard.press('Tab');
  await page.keyboard.type('The panel asked to hear them.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('button', { name: 'Shortlist' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const row = table(page).getByRole('row').filter({ hasText: title }).first();
  await expect(row).toContainText('Shortlisted');
  await expect(row).toContainText('By hand: The panel asked to hear them.');
  await expect(
    row.getByRole('button', { name: `Remove from the shortlist: ${title}` }),
  ).toBeVisible();
});

test('staff decide the cut where the scores do not tell entries apart', async ({ page }) => {
  await fill(page, 24, 0.6);
  const sent: { entry: string; shortlisted: boolean; reason: string }[] = [];
  await page.route(/\/rounds\/judging\/shortlist$/, async (route) => {
    sent.push(route.request().postDataJSON());
    await route.fulfill({ json: { category: '', size: 1, shortlisted: [], tied_at_cut: [] } });
  });
  await open(page);
  await expect(
    table(page).getByText(/Shortlist ends .* cannot be told apart: 0\.6 points/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Decide the cut' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decide the cut' });
  await expectAccessible(page);
  await dialog.getByRole('checkbox').last().check();
  await dialog.getByRole('button', { name: 'Shortlist 1, leave out 1' }).click();
  await expect(dialog.getByRole('alert')).toBeFocused();
  await dialog.getByLabel('Reason').fill('The panel talked about both.');
  await dialog.getByRole('button', { name: 'Shortlist 1, leave out 1' }).click();
  await expect(dialog).toBeHidden();
  expect(sent.map((one) => one.shortlisted)).toEqual([false, true]);
  await expect(
    page.getByText(/^1 entry is shortlisted by hand, 1 is left out/).first(),
  ).toBeVisible();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('staff read results and an explanation in each look and at each width', async ({ page }) => {
  await open(page);
  const id = new URL((await links(page).first().getAttribute('href')) ?? '', page.url());
  const looks = [{ colorScheme: 'light' }, { colorScheme: 'dark' }] as const;
  for (const path of ['', id.search]) {
    await open(page, path);
    if (path) await expect(page.getByText(/points came about$/)).toBeVisible();
    for (const look of looks) {
      await page.emulateMedia(look);
      for (const width of [1440, 390, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});
