import type { Browser, Page } from '@playwright/test';
import { heading, sample, signInAs } from '../fixtures/people';
import { type Rules, withRules } from '../fixtures/rules';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';
import { answerAll, sections, start } from './steps';

test.setTimeout(180_000);
// Saving without a name, and a link that an administrator may see.
test.use({ actionTimeout: 10_000, refusals: [422] });

const change = (rules: Rules): void => {
  const { windows, categories } = rules;
  rules.subjects = [
    {
      key: 'leader',
      name: 'The person you nominate',
      is: 'person',
      nominated_by: ['self', 'other'],
      acceptance: 'nominee',
      accept_by: windows['check']?.to,
      notice: true,
    },
  ];
  for (const one of categories) if (one['key'] === 'service_delivery') one['subject'] = 'leader';
};
const undo = (rules: Rules): void => {
  delete rules.subjects;
  for (const one of rules.categories) delete one['subject'];
};

/** The link in the newest e-mail to somebody, as an administrator sees it. */
async function mailedLink(admin: Page, to: string): Promise<string> {
  await admin.goto('/staff/mails');
  await admin.getByLabel('Search in recipient and subject').fill(to);
  await expect(admin).toHaveURL(/q=/);
  await admin
    .getByRole('link', { name: /You are nominated/ })
    .first()
    .click();
  const text = admin.getByRole('article', { name: 'Text of the e-mail' });
  return (await text.getByRole('link').first().getAttribute('href')) ?? '';
}

const opened = async (browser: Browser, size: { width: number; height: number }): Promise<Page> =>
  (await browser.newContext({ viewport: size, reducedMotion: 'reduce' })).newPage();

for (const size of [
  { name: 'desktop', width: 1280, height: 900, suffix: '' },
  { name: 'phone', width: 390, height: 844, suffix: '-phone' },
] as const) {
  test(`a nominee accepts, at ${size.name} width`, async ({ page, browser }) => {
    const admin = await opened(browser, { width: 1280, height: 900 });
    await withRules(admin, { change, undo }, async () => {
      await page.setViewportSize(size);
      await signInAs(page, sample.entrant);
      await start(page, `Grad Pula, ${size.name}`);
      const home = new URL(page.url()).pathname;
      await sections(page).getByRole('link', { name: 'The person you nominate' }).click();
      await heading(page, 'The person you nominate');
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await expect(page.getByText('Say who is nominated').first()).toBeVisible();
      await page.getByLabel('No, someone else').check();
      await page.getByLabel('Name of the person', { exact: true }).fill('Mia Horvat');
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await expect(page.getByText('Enter the e-mail address').first()).toBeVisible();
      await page.getByLabel('E-mail address of the person').fill('mia at home');
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await expect(page.getByText(/complete e-mail address/).first()).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      const mia = `mia.${size.name}@example.org`;
      await page.getByLabel('E-mail address of the person').fill(mia);
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await heading(page, 'Contact and partners');
      await page.goto(`${home}/who-is-nominated`);
      await expect(page.getByLabel('E-mail address of the person')).toHaveValue(mia);
      await expectAccessible(page);
      await page.screenshot({ path: `../docs/guide/entrant-nominee${size.suffix}.png` });
      await page.goto(home);
      await answerAll(page);
      await expect(page.getByText('Mia Horvat')).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Submit entry' }).click();
      await expect(page.getByText('Your entry is submitted')).toBeVisible();

      const nominee = await opened(browser, size);
      await nominee.goto(await mailedLink(admin, mia));
      await heading(nominee, 'You are nominated');
      await expect(nominee.getByText('Families set the goals.')).toBeVisible();
      await expect(nominee.getByText('Maria Kovač')).toBeHidden();
      await expectAccessible(nominee);
      await expectNoSidewaysScroll(nominee);
      await nominee.screenshot({ path: `../docs/guide/nominee${size.suffix}.png` });
      await nominee.getByRole('button', { name: 'Decline', exact: true }).click();
      await expect(nominee.getByLabel('Why are you declining?')).toBeFocused();
      await nominee.keyboard.type('Not this year.');
      await expectAccessible(nominee);
      await nominee.getByRole('button', { name: 'Decline now' }).click();
      await expect(nominee.getByText('You have declined')).toBeVisible();

      await admin.goto('/staff/essa/2023/entries?not_accepted=true');
      await admin
        .getByRole('link', { name: /Open doors/ })
        .first()
        .click();
      await expect(admin.getByText('The nominee declined')).toBeVisible();
      await expect(admin.getByText('Not this year.')).toBeVisible();
      await expectAccessible(admin);
      if (!size.suffix) {
        await admin.getByRole('heading', { name: 'Nominee' }).scrollIntoViewIfNeeded();
        await admin.screenshot({ path: '../docs/guide/staff-nominee.png' });
      }

      await nominee.getByRole('button', { name: 'Accept', exact: true }).click();
      await expect(nominee.getByText('You have accepted')).toBeVisible();
      await expectAccessible(nominee);
      await page.goto(home);
      await expect(page.getByText(/^Accepted on/)).toBeVisible();
      await expectAccessible(page);
    });
  });
}
