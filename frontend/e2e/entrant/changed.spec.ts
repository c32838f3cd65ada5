import type { Page } from '@playwright/test';
import { tabTo } from '../fixtures/keyboard';
import { lookAtAll, lookHere } from '../fixtures/looks';
import { heading, sample, signInAs } from '../fixtures/people';
import { type Rules, withRules } from '../fixtures/rules';
import { expect, test } from '../fixtures/test';
import { start } from './steps';

test.setTimeout(240_000);
test.use({ viewport: { width: 1440, height: 900 }, actionTimeout: 10_000 });

/** Yellow is the hardest to read on white; the name is as long as it may be. */
const brand = { colour: '#f5c400', wordmark: 'Social Services Award 23' };
const asked = { required: true, public: false, judges: true };
const questions = [
  {
    ...asked,
    key: 'cost',
    label: 'What does it cost in a year?',
    answer: { kind: 'number', min: 1, max: 10_000_000, unit: '€' },
  },
  {
    ...asked,
    key: 'opened',
    label: 'On which day did it open?',
    answer: { kind: 'date', from: '2015-01-01' },
  },
];

const project = (rules: Rules): Rules['form']['sections'][number] | undefined =>
  rules.form.sections.find(({ key }) => key === 'project');

function change(rules: Rules): void {
  rules.programme['brand'] = brand;
  project(rules)?.fields.push(...questions);
}

function undo(rules: Rules): void {
  delete rules.programme['brand'];
  project(rules)?.fields.splice(-questions.length);
}

test('a programme’s colour, numbers and days are whole in each look', async ({ page, browser }) => {
  const context = await browser.newContext();
  const staff = await context.newPage();
  await withRules(staff, { change, undo }, () => story(page, staff));
  await context.close();
});

async function story(page: Page, staff: Page): Promise<void> {
  await staff.goto('/staff/essa/2023');
  await expect(staff.locator('#rail').getByText(brand.wordmark)).toBeVisible();
  await lookAtAll(staff, [
    { name: 'Overview in the programme’s colour', path: '/staff/essa/2023' },
    { name: 'Call in the programme’s colour', path: '/call/essa/2023' },
  ]);

  await signInAs(page, sample.entrant);
  await start(page, 'Grad Pag, in figures');
  const home = page.url();
  await page.goto(`${home}/project`);
  await heading(page, 'Your project');
  await tabTo(page, page.getByLabel('What does it cost in a year?'));
  await page.keyboard.type('1.200,50');
  const day = page.getByRole('group', { name: 'On which day did it open?' });
  await tabTo(page, day.getByLabel('Day'));
  await page.keyboard.type('3');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Feb');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2013');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Enter a whole number')).toBeVisible();
  await expect(page.getByText('Choose 1 January 2015 or a later date')).toBeVisible();
  await lookHere(page, 'A number and a day that are wrong');
  // The check page says the same, and leads there.
  await page.goto(`${home}/check`);
  await heading(page, 'Check and submit');
  await lookHere(page, 'Check and submit with a wrong number');
  await tabTo(page, page.getByRole('link', { name: /^What does it cost.*Enter a whole number$/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('What does it cost in a year?')).toBeFocused();
}
