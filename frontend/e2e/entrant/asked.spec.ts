import type { Locator, Page, Route } from '@playwright/test';
import { tabTo } from '../fixtures/keyboard';
import { heading, sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';
import { saved, sections, start } from './steps';

test.setTimeout(120_000);
test.use({ actionTimeout: 10_000 });

const group = (page: Page, name: string): Locator => page.getByRole('group', { name });
const member = (page: Page): Locator =>
  page.getByRole('radiogroup', { name: 'Is your organisation an ESN member?' });
const since = (page: Page): Locator => group(page, 'Since when is it a member?');
const top = async (of: Locator): Promise<number> => Math.round((await of.boundingBox())!.y);

/** Keeps the next save of an answer on its way until it is let go. */
async function hold(page: Page, field: string): Promise<() => Promise<void>> {
  const address = `**/answers/${field}`;
  let arrived: (route: Route) => void;
  const held = new Promise<Route>((resolve) => (arrived = resolve));
  await page.route(address, (route) => arrived(route), { times: 1 });
  return async () => (await held).continue();
}

for (const size of [
  { name: 'desktop', width: 1280, height: 900, suffix: '' },
  { name: 'phone', width: 390, height: 844, suffix: '-phone' },
] as const) {
  test(`a question comes and goes with an answer, by keyboard, at ${size.name} width`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    await signInAs(page, sample.entrant);
    await start(page, `Grad Pag, ${size.name}`);
    const home = new URL(page.url()).pathname;
    await sections(page).getByRole('link', { name: 'Contact and partners' }).press('Enter');
    await heading(page, 'Contact and partners');
    await expect(since(page)).toBeHidden();

    const yes = member(page).getByLabel('Yes');
    await tabTo(page, yes);
    const before = await top(yes);
    await page.keyboard.press('Space');
    await expect(since(page)).toBeVisible();
    await expect(yes).toBeFocused();
    expect(await top(yes)).toBe(before);
    await expect(page.getByText('There is 1 more question now.')).toHaveCount(2);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await since(page).scrollIntoViewIfNeeded();
    await page.screenshot({ path: `../docs/guide/entrant-asked${size.suffix}.png` });

    await tabTo(page, since(page).getByLabel('Month'));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2019');
    await expect(page.getByText(saved)).toBeVisible();

    // What is answered while the save is on its way is not moved by what leaves above it.
    let go = await hold(page, 'esn_member');
    await yes.focus();
    await page.keyboard.press('ArrowDown');
    await tabTo(page, page.getByLabel('Contact person', { exact: true }));
    await page.keyboard.type('Mar');
    const place = await top(page.locator(':focus'));
    await go();
    await expect(since(page)).toBeHidden();
    await page.keyboard.type('ia');
    await expect(page.getByLabel('Contact person', { exact: true })).toBeFocused();
    expect(await top(page.locator(':focus'))).toBe(place);
    const words = '1 question no longer applies. What you wrote there is saved';
    await expect(page.getByText(words)).toHaveCount(2);
    await expectAccessible(page);

    // What was written is there when it is asked again, and stays while one is in it.
    await member(page).getByLabel('No').focus();
    await page.keyboard.press('ArrowUp');
    await expect(since(page).getByLabel('Year')).toHaveValue('2019');
    go = await hold(page, 'esn_member');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, since(page).getByLabel('Year'));
    await go();
    await expect(page.getByText('This question no longer applies.')).toBeVisible();
    await expect(since(page).getByLabel('Year')).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    await expect(since(page)).toBeHidden();
    await expect(page.locator(':focus')).toBeVisible();

    await page.goto(`${home}/check`);
    await heading(page, 'Check and submit');
    await expect(page.getByRole('term').getByText('Is your organisation an ESN')).toBeVisible();
    await expect(page.getByRole('term').getByText('Since when is it a member?')).toBeHidden();
    await page.goto('/call/essa/2023/questions');
    await expect(
      page.getByRole('heading', { name: /Since when.*asked of some entries only/ }),
    ).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}
