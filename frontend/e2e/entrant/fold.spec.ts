import type { Page } from '@playwright/test';
import { heading, sample, signInAs } from '../fixtures/people';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';
import { saved, sections, start } from './steps';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 }, refusals: [422], actionTimeout: 10_000 });

/** How many questions one sees without scrolling, whole and begun, and how far the page has moved. */
async function figures(page: Page): Promise<{ whole: number; begun: number; shift: number }> {
  return page.evaluate(async () => {
    const foot = document.querySelector('form [type=submit]')?.parentElement;
    const end = Math.min(innerHeight, foot?.getBoundingClientRect().top ?? innerHeight);
    const boxes = [...document.querySelectorAll('[data-question]')].map((one) =>
      one.getBoundingClientRect(),
    );
    await document.fonts.ready;
    const shift = await new Promise<number>((resolve) => {
      new PerformanceObserver((list) => {
        const all = list.getEntries() as (PerformanceEntry & { value: number })[];
        resolve(all.reduce((sum, one) => sum + one.value, 0));
      }).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => resolve(0), 500);
    });
    return {
      whole: boxes.filter((box) => box.bottom <= end).length,
      begun: boxes.filter((box) => box.top < end).length,
      shift,
    };
  });
}

test('a section shows its questions above the fold, and nothing moves', async ({ page }) => {
  await signInAs(page, sample.entrant);
  await start(page, 'Grad Nin');
  const path = new URL(page.url()).pathname;
  for (const [key, title, whole] of [
    ['applicant', 'Contact and partners', 3],
    ['project', 'Your project', 2],
    ['case', 'Your case', 2],
  ] as const) {
    await page.goto(`${path}/${key}`);
    await heading(page, title);
    await expect(page.locator('[data-question]').first()).toBeVisible();
    const seen = await figures(page);
    console.log(
      `${title}: ${seen.whole} questions whole, ${seen.begun} begun at 1440 × 900, layout shift ${seen.shift.toFixed(3)}`,
    );
    expect(seen.whole).toBeGreaterThanOrEqual(whole);
    expect(seen.shift).toBeLessThanOrEqual(0.05);
  }
  const { width } = (await page.getByLabel('What has changed').boundingBox())!;
  expect(width).toBeLessThanOrEqual(672);
});

test('the help follows the question, and the way what is answered', async ({ page }) => {
  await signInAs(page, sample.entrant);
  await start(page, 'Grad Rab');
  await sections(page).getByRole('link', { name: 'Your case' }).click();
  await heading(page, 'Your case');
  const help = page.getByRole('region', { name: 'About this question' });
  await expect(help).toContainText('Promotes person-centred care, 30% of the result');
  await page.getByLabel('What has changed').focus();
  await expect(help).toContainText('Positive and sustainable impact, 40% of the result');
  await expect(help).toContainText('A score of 9 or more');
  await expect(help).toContainText('It is not published');
  const here = sections(page).getByRole('link', { name: 'Your case' });
  await expect(here).toHaveAccessibleDescription('4 to answer');
  await page.getByLabel('What has changed').fill('Of 412 families, 330 reached their goal.');
  await expect(page.getByText('293 words left of 300')).toBeVisible();
  await expect(page.getByText(saved)).toBeVisible();
  await expect(here).toHaveAccessibleDescription('3 to answer');
  await page.setViewportSize({ width: 1100, height: 900 });
  await expect(help).toBeHidden();
  await page.getByText('Judges look at: Innovative for its own context').click();
  await expect(page.locator('details').getByText('Compare with what was usual')).toBeVisible();
  await expectAccessible(page);
});

test('the check shows what is missing and its button without scrolling', async ({ page }) => {
  await signInAs(page, sample.entrant);
  await start(page, 'Grad Krk');
  const path = new URL(page.url()).pathname;
  await page.goto(`${path}/check`);
  await heading(page, 'Check and submit');
  await expect(page.getByText('15 required answers are missing')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Submit entry' })).toBeInViewport();
  const { shift } = await figures(page);
  console.log(`Check and submit: button in sight at 1440 × 900, layout shift ${shift.toFixed(3)}`);
  expect(shift).toBeLessThanOrEqual(0.05);
});

for (const look of [
  { name: 'forced colours', width: 1440, forcedColors: 'active' },
  { name: 'a phone in the dark', width: 390, colorScheme: 'dark' },
  { name: '320 pixels and wide letters', width: 320, spacing: true },
] as const) {
  test(`every page of an entry is whole: ${look.name}`, async ({ page }) => {
    await page.setViewportSize({ width: look.width, height: 844 });
    await page.emulateMedia({
      forcedColors: 'forcedColors' in look ? look.forcedColors : 'none',
      colorScheme: 'colorScheme' in look ? look.colorScheme : 'light',
    });
    await signInAs(page, sample.entrant);
    await start(page, `Grad ${look.name}`);
    const path = new URL(page.url()).pathname;
    for (const part of ['', '/applicant', '/case', '/attachments', '/check']) {
      await page.goto(`${path}${part}`);
      await expect(page.getByRole('navigation', { name: 'You are here' })).toBeVisible();
      await expect(page.getByRole('main').getByRole('button').first()).toBeVisible();
      if ('spacing' in look) await spaceOut(page);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  });
}

/** The text spacing of WCAG 1.4.12; set by script, which the policy allows. */
async function spaceOut(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    );
    document.adoptedStyleSheets = [sheet];
  });
}
