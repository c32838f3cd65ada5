import type { Page } from '@playwright/test';
import { tabTo } from '../fixtures/keyboard';
import { sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, test } from '../fixtures/test';
import { openNewEntry } from './steps';

test.setTimeout(60_000);
test.use({ viewport: { width: 1440, height: 900 } });

/** Bottoms of the criteria, in pixels from the upper edge of the window. */
const bottoms = (page: Page): Promise<number[]> =>
  page
    .getByRole('radiogroup')
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().bottom)));

/** Elements of the page that scroll by themselves. */
const scrolling = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *:not(textarea)')]
      .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowY))
      .map((one) => one.className),
  );

test('three criteria are whole above the fold, and nothing scrolls inside', async ({ page }) => {
  await signInAs(page, sample.judge);
  await openNewEntry(page);
  const ends = await bottoms(page);
  const sheet = await page.getByRole('region', { name: 'Your scoresheet' }).boundingBox();
  console.log(
    `criteria end at ${ends.join(', ')} px of 900; the sheet at ${sheet && Math.round(sheet.y + sheet.height)}`,
  );
  expect(ends).toHaveLength(3);
  expect(Math.max(...ends)).toBeLessThan(900);
  expect(await scrolling(page)).toEqual([]);
  // And they stay there while one reads.
  await page.evaluate(() => scrollTo(0, 600));
  await expect.poll(async () => Math.max(...(await bottoms(page)))).toBeLessThan(900);
  expect(
    await page
      .getByRole('radiogroup')
      .first()
      .evaluate((one) => one.getBoundingClientRect().top),
  ).toBeGreaterThan(48);
});

test('answers and criteria lead to each other', async ({ page }) => {
  await signInAs(page, sample.judge);
  await openNewEntry(page);
  await page
    .getByRole('region', { name: 'Your scoresheet' })
    .getByRole('button', { name: /^\d+ ?: / })
    .last()
    .click();
  const answer = page.getByRole('article').and(page.locator(':focus'));
  await expect(answer).toBeInViewport();
  await answer.getByRole('button', { name: /^For the criterion/ }).press('Enter');
  await expect(page.locator(':focus')).toHaveAttribute('type', 'radio');
});

test('a sheet is scored by digits and handed in by keyboard alone', async ({ page }) => {
  await signInAs(page, sample.judge);
  await openNewEntry(page);
  const scales = page.getByRole('radiogroup');
  await expect(page.getByText('after the last score')).toBeVisible();
  const done = page.getByText(/^\d+ of \d+ done$/);
  const before = parseInt((await done.textContent()) ?? '', 10);
  await tabTo(page, page.getByRole('link', { name: 'Go to your score' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your scoresheet' })).toBeFocused();
  await tabTo(page, scales.first());
  for (const [i, keys] of ['10', '7', '8'].entries()) {
    if (i > 0) await tabTo(page, scales.nth(i));
    await page.keyboard.type(keys);
    await expect(
      scales.nth(i).getByRole('radio', { name: new RegExp(`^${keys}\\b`) }),
    ).toBeFocused();
    await expect(
      scales.nth(i).getByRole('radio', { name: new RegExp(`^${keys}\\b`) }),
    ).toBeChecked();
  }
  await expect(page.getByText(/ of 100$/)).toBeVisible();
  await expect(page.getByText('All changes saved')).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Hand in', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Handed in' })).toBeFocused();
  await expect(done).toHaveText(new RegExp(`^${before + 1} of`));
  await expectAccessible(page);
});

test('digits from anywhere are a choice: they score what is empty and go on', async ({ page }) => {
  await signInAs(page, sample.judge);
  await openNewEntry(page);
  const scales = page.getByRole('radiogroup');
  await page.keyboard.press('5');
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await page.getByText('Score with digit keys: in a scale only').click();
  await page.getByLabel('Digits typed anywhere are scores').check();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.type('10');
  await page.waitForTimeout(700);
  await page.keyboard.type('6');
  await expect(scales.nth(0).getByRole('radio', { name: /^10\b/ })).toBeChecked();
  await expect(scales.nth(1).getByRole('radio', { name: /^6\b/ })).toBeChecked();
  await expect(page.getByText('All changes saved')).toBeVisible();
  // The choice stays with the person, and other stories are about what one has without it.
  const back = kept(page, 'digits');
  await page.getByLabel('Digits typed anywhere are scores').uncheck();
  await back;
});

test('how one reads is kept', async ({ page }) => {
  await signInAs(page, sample.judge);
  await openNewEntry(page);
  await page.getByText('Aa', { exact: true }).click();
  await page.getByRole('group', { name: 'Light or dark' }).getByLabel('Dark').check();
  await page.getByRole('group', { name: 'Size of the text' }).getByLabel('Large').check();
  await page.keyboard.press('Escape');
  await expectAccessible(page);
  await page.reload();
  const ground = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect.poll(ground).toBe('rgb(18, 24, 31)');
  await expect
    .poll(() =>
      page
        .locator('.reading')
        .first()
        .evaluate((one) => getComputedStyle(one).fontSize),
    )
    .toBe('26px');
  // As it was before: the choice stays with the person, and other stories begin without it.
  await page.getByText('Aa', { exact: true }).click();
  for (const [name, group, usual] of [
    ['reading-theme', 'Light or dark', 'Same as your device'],
    ['reading-size', 'Size of the text', 'Normal'],
  ] as const) {
    const back = kept(page, name);
    await page.getByRole('group', { name: group }).getByLabel(usual).check();
    await back;
  }
});

/** The server has kept a choice of the person. */
const kept = (page: Page, name: string): Promise<unknown> =>
  page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.url().endsWith(`/${name}`),
  );
