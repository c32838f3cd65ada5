import type { Locator, Page } from '@playwright/test';
import { expectWholeStates } from '../fixtures/lists';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

const table = (page: Page): Locator => page.getByRole('table', { name: 'A list to work in' });
const names = (page: Page): Locator => table(page).locator('tbody th');
const box = (page: Page, row: number): Locator =>
  table(page).locator('tbody').getByRole('checkbox').nth(row);
const link = (page: Page, row: number): Locator => names(page).nth(row).getByRole('link');
const bar = (page: Page): Locator => page.getByRole('region', { name: 'Selection' });
const chip = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/_kitchen');
  await table(page).scrollIntoViewIfNeeded();
});

test.describe('the table', () => {
  test('has rows of one line, as high as each person likes', async ({ page }) => {
    const heights = (): Promise<number[]> =>
      table(page)
        .locator('tbody tr')
        .evaluateAll((rows) => [...new Set(rows.map((row) => row.getBoundingClientRect().height))]);
    expect(await heights()).toEqual([42]);
    const long = names(page).filter({ hasText: 'Donau' }).first();
    expect(await long.evaluate((cell) => getComputedStyle(cell).textOverflow)).toBe('ellipsis');
    const choice = page.getByRole('button', { name: /^View: 5 of 5 columns, normal rows/ });
    await choice.click();
    await page.getByRole('radio', { name: 'Tight' }).check();
    expect(await heights()).toEqual([36]);
    await page.getByRole('radio', { name: 'Roomy' }).check();
    expect(await heights()).toEqual([52]);
    await page.reload();
    await expect(page.getByRole('button', { name: /roomy rows/ })).toBeVisible();
    expect(await heights()).toEqual([52]);
  });

  test('shows the columns that are chosen, and never without its names', async ({ page }) => {
    await page.getByRole('button', { name: /^View: 5 of 5/ }).click();
    const panel = page.getByRole('group', { name: 'Columns and rows' });
    await expect(panel.getByRole('checkbox', { name: 'Entry' })).toHaveCount(0);
    await panel.getByRole('checkbox', { name: 'Organisation' }).uncheck();
    await expect(table(page).getByRole('columnheader', { name: 'Organisation' })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(page.getByRole('button', { name: /^View: 4 of 5/ })).toBeFocused();
  });

  test('keeps its head in sight', async ({ page }) => {
    const head = table(page).getByRole('columnheader', { name: 'Entry' });
    await names(page)
      .last()
      .evaluate((row) => row.scrollIntoView({ block: 'start' }));
    await page.mouse.wheel(0, -60);
    await expect.poll(async () => Math.round((await head.boundingBox())?.y ?? -1)).toBe(0);
  });

  test('is gone through by arrow keys in the same column', async ({ page }) => {
    await link(page, 0).focus();
    await page.keyboard.press('ArrowDown');
    await expect(link(page, 1)).toBeFocused();
    await page.keyboard.press('End');
    await expect(link(page, 11)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(link(page, 11)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(link(page, 10)).toBeFocused();
    await page.keyboard.press('Home');
    await expect(link(page, 0)).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(box(page, 0)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(box(page, 1)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Open Doors 5', level: 2 })).toBeFocused();
  });

  test('leaves its keys alone where the focus is elsewhere', async ({ page }) => {
    await page.getByLabel('Search in the title').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await expect(bar(page)).toBeHidden();
  });

  test('says how it is sorted, and sorts the other way', async ({ page }) => {
    const head = table(page).getByRole('columnheader', { name: 'No.' });
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    await head.getByRole('button').click();
    await expect(head).toHaveAttribute('aria-sort', 'descending');
  });

  test('scrolls in a named region where it has no room, and not on the page', async ({ page }) => {
    await page.setViewportSize({ width: 800, height: 900 });
    await expectNoSidewaysScroll(page);
    // The room that the columns need, and the window has not.
    await table(page).evaluate((one) => {
      for (const cell of one.querySelectorAll<HTMLElement>('thead th'))
        cell.style.minWidth = '16rem';
    });
    const region = page.getByRole('region', { name: 'A list to work in' });
    await expect(region).toHaveAttribute('tabindex', '0');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });

  test('stands as cards on a phone, with every word', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 900 });
    await expectNoSidewaysScroll(page);
    const long = names(page).filter({ hasText: 'Donau' }).first();
    const cut = await long.evaluate((cell) => cell.scrollWidth > cell.clientWidth);
    expect(cut).toBe(false);
    await expectWholeStates(page);
    await expect(table(page).getByText('1000', { exact: true })).toBeHidden();
    await expectAccessible(page);
  });
});

test.describe('the selection', () => {
  test('is made by keys, by ranges, and for the page', async ({ page }) => {
    await link(page, 1).focus();
    await page.keyboard.press('Space');
    await expect(box(page, 1)).toBeChecked();
    await expect(link(page, 1)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Space');
    for (const row of [1, 2, 3]) await expect(box(page, row)).toBeChecked();
    await expect(bar(page).getByRole('status')).toHaveText('3 selected');
    await page.keyboard.press('Space');
    await expect(bar(page).getByRole('status')).toHaveText('2 selected');
    await page.keyboard.press('Control+a');
    await expect(bar(page).getByRole('status')).toHaveText('12 selected');
    await expect(page.getByLabel('Select all rows on this page').first()).toBeChecked();
  });

  test('is made by the mouse, with Shift from the row before', async ({ page }) => {
    await box(page, 0).click();
    await box(page, 4).click({ modifiers: ['Shift'] });
    await expect(bar(page).getByRole('status')).toHaveText('5 selected');
    await box(page, 2).click();
    await expect(bar(page).getByRole('status')).toHaveText('4 selected');
    await expect(page.getByLabel('Select all rows on this page').first()).toHaveJSProperty(
      'indeterminate',
      true,
    );
  });

  test('stays from page to page, and says so', async ({ page }) => {
    await box(page, 0).check();
    await page.getByRole('button', { name: 'Page after' }).click();
    await expect(bar(page).getByRole('status')).toContainText('1 of them on another page');
    await box(page, 0).check();
    await expect(bar(page).getByRole('status')).toContainText('2 selected');
    await expectAccessible(page);
    await bar(page).getByRole('button', { name: 'Clear' }).click();
    await expect(bar(page)).toBeHidden();
    await page.getByRole('button', { name: 'Page before' }).click();
    await expect(box(page, 0)).not.toBeChecked();
  });

  test('has its bar at the foot of the window, clear of the focus', async ({ page }) => {
    await box(page, 0).check();
    await box(page, 0).evaluate((one) => one.scrollIntoView({ block: 'center' }));
    await expect(bar(page)).toBeInViewport();
    await link(page, 0).focus();
    for (let i = 1; i < 12; i += 1) {
      await page.keyboard.press('ArrowDown');
      const [row, foot] = await Promise.all([link(page, i).boundingBox(), bar(page).boundingBox()]);
      const below = (row?.y ?? 0) + (row?.height ?? 0) <= (foot?.y ?? 0);
      const after = (row?.y ?? 0) >= (foot?.y ?? 0) + (foot?.height ?? 0);
      expect(below || after).toBe(true);
    }
  });
});

test.describe('a filter', () => {
  test('is a chip that opens its editor, and is removed', async ({ page }) => {
    await chip(page, 'State is Eligible').click();
    const editor = page.getByRole('group', { name: 'Change the filter: State' });
    await expect(editor.getByRole('button', { name: 'Eligible', exact: true })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(chip(page, 'State is Not eligible')).toBeFocused();
    await expect(editor).toBeHidden();
    await page.getByRole('button', { name: 'Remove the filter: State' }).click();
    await expect(chip(page, 'State is Not eligible')).toBeHidden();
    await expect(chip(page, 'Filter')).toBeFocused();
  });

  test('is added in two steps, and the chip has the focus', async ({ page }) => {
    await chip(page, 'Filter').click();
    const panel = page.getByRole('group', { name: 'Add a filter' });
    await expect(panel.getByRole('button')).toHaveText(['Organisation', 'Submitted from']);
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Organisation' }).getByText('Stadt Graz').click();
    await expect(chip(page, 'Organisation is Stadt Graz')).toBeFocused();
    await chip(page, 'Filter').click();
    await page.keyboard.press('Enter');
    const day = page.getByRole('textbox', { name: 'Submitted from' });
    await expect(day).toBeFocused();
    await day.fill('2023-06-30');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(chip(page, 'Submitted from 30 June 2023')).toBeFocused();
    // Nothing else can be added.
    await expect(chip(page, 'Filter')).toBeHidden();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await expect(chip(page, 'Filter')).toBeFocused();
  });

  test('leaves out what it names, and shows it again', async ({ page }) => {
    await chip(page, 'State is Eligible').click();
    await page.getByRole('button', { name: 'State is not Eligible', exact: true }).click();
    await expect(chip(page, 'State is not Eligible')).toBeFocused();
    await expect(table(page).locator('tbody').getByText('Eligible', { exact: true })).toHaveCount(
      0,
    );
    // Another value is left out in turn.
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(chip(page, 'State is not Not eligible')).toBeFocused();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'State is Not eligible', exact: true }).click();
    await expect(chip(page, 'State is Not eligible')).toBeFocused();
  });

  test('closes its editor by Esc, by a press elsewhere and by Tab', async ({ page }) => {
    const open = chip(page, 'State is Eligible');
    const editor = page.getByRole('group', { name: 'Change the filter: State' });
    await open.click();
    await page.keyboard.press('Escape');
    await expect(editor).toBeHidden();
    await expect(open).toBeFocused();
    await open.click();
    await page.getByText('20 rows').click();
    await expect(editor).toBeHidden();
    await open.click();
    await page.keyboard.press('End');
    await page.keyboard.press('Tab');
    await expect(editor.getByRole('button', { name: 'State is not Eligible' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(editor).toBeHidden();
    await expect(page.getByRole('button', { name: 'Remove the filter: State' })).toBeFocused();
  });

  test('has its editor in sight on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await chip(page, 'State is Eligible').click();
    await expect(page.getByRole('group', { name: 'Change the filter: State' })).toBeInViewport({
      ratio: 1,
    });
    await expectNoSidewaysScroll(page);
  });
});

test.describe('the drawer', () => {
  const drawer = (page: Page): Locator => page.getByRole('region', { name: 'Open Doors 5' });

  test('explains a row while the list stays in use', async ({ page }) => {
    await link(page, 0).click();
    const first = (await names(page).first().textContent())?.trim() ?? '';
    await expect(page.getByRole('heading', { level: 2, name: first })).toBeFocused();
    await expectAccessible(page);
    await link(page, 1).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const third = (await names(page).nth(2).textContent())?.trim() ?? '';
    await expect(page.getByRole('heading', { level: 2, name: third })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { level: 2, name: third })).toBeHidden();
    await expect(link(page, 2)).toBeFocused();
  });

  test('leaves Esc to what is open above it', async ({ page }) => {
    await link(page, 1).click();
    await expect(drawer(page)).toBeVisible();
    await chip(page, 'State is Eligible').click();
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
  });

  test('stands beside, below, or alone, as the window is', async ({ page }) => {
    await link(page, 1).click();
    const edges = async (): Promise<[number, number]> => {
      const [list, side] = await Promise.all([
        table(page).boundingBox(),
        drawer(page).boundingBox(),
      ]);
      return [(list?.x ?? 0) + (list?.width ?? 0), side?.x ?? 0];
    };
    const [end, beside] = await edges();
    expect(beside).toBeGreaterThanOrEqual(end);
    await page.setViewportSize({ width: 1100, height: 900 });
    const [, below] = await edges();
    expect(below).toBeLessThan(200);
    await expect(drawer(page)).toBeInViewport();
    await page.setViewportSize({ width: 390, height: 800 });
    await expect(table(page)).toBeHidden();
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Escape');
    await expect(link(page, 1)).toBeFocused();
  });
});
