import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

const sizes = [
  { name: 'desktop', width: 1280, height: 900, suffix: '' },
  { name: 'phone', width: 390, height: 844, suffix: '-phone' },
] as const;

const saved = /^Saved \d\d:\d\d:\d\d$/;

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill('entrant@example.org');
  await page.getByLabel('Password', { exact: true }).fill('sample boats at dawn');
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await heading(page, 'My entries');
}

async function heading(page: Page, name: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function goOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save and continue' }).click();
}

/** Names a new organisation and starts a draft for it; ends on the draft's home. */
async function start(page: Page, organisation: string): Promise<void> {
  await page.goto('/organisations/new?next=/entries/new');
  await page.getByLabel('Name of the organisation').fill(organisation);
  await page.getByLabel('City or municipality').check();
  await page.getByLabel('Country').selectOption('Croatia');
  await page.getByLabel('City or town').fill('Osijek');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await heading(page, 'Start an entry');
  await page.getByLabel(organisation).check();
  await page.getByLabel('Service Delivery').check();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await heading(page, 'Entry without a title');
}

/** Answers every required question, section by section; ends on the check. */
async function answerAll(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: 'Contact and partners' }).click();
  await page.getByLabel('Contact person', { exact: true }).fill('Maria Kovač');
  await page.getByLabel('E-mail', { exact: true }).fill('maria@example.org');
  await goOn(page);
  await page.getByLabel('Project title').fill('Open doors: one key worker for every family');
  await page.getByLabel('Summary for publication').fill('One key worker stays with a family.');
  await page.getByLabel('Children and families').check();
  await page
    .getByRole('group', { name: 'Project start' })
    .getByLabel('Month')
    .selectOption('March');
  await page.getByRole('group', { name: 'Project start' }).getByLabel('Year').fill('2021');
  await goOn(page);
  await page.getByLabel('How does the project put the person').fill('Families set the goals.');
  await page.getByLabel('What is new in your context?').fill('Before, a family met five offices.');
  await page.getByLabel('What has changed').fill('Of 412 families, 330 reached their goal.');
  await page.getByLabel('How will it last').fill('The city pays for it since 2022.');
  await expect(page.getByText(saved)).toHaveCount(4);
  await goOn(page);
  await goOn(page);
  await heading(page, 'Declarations');
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await goOn(page);
  await heading(page, 'Check your answers');
}

// Each test reads several screens with axe.
test.setTimeout(120_000);
test.use({ refusals: [0, 412, 422], actionTimeout: 10_000 });

for (const size of sizes) {
  test.describe(`an organisation at ${size.name} width`, () => {
    test.use({ viewport: { width: size.width, height: size.height } });

    const shoot = async (page: Page, screen: string): Promise<void> => {
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: `../docs/guide/entrant-${screen}${size.suffix}.png` });
    };

    test('reads the call before signing in: what, who, until when', async ({ page }) => {
      await page.goto('/');
      await expect(page.getByText(/left$/).first()).toBeVisible();
      await shoot(page, 'home');
      await page.getByRole('link', { name: 'Read the call' }).first().click();
      await heading(page, 'European Social Services Awards');
      await expect(page.getByRole('heading', { name: 'Service Delivery' })).toBeVisible();
      await shoot(page, 'call');
      await page.getByRole('link', { name: 'All questions on one page, to print' }).first().click();
      await expect(page.getByRole('heading', { name: /Project title/ })).toBeVisible();
      await expectAccessible(page);
    });

    test('enters: writes, is told what is missing, submits, changes, withdraws', async ({
      page,
    }) => {
      await signIn(page);
      await start(page, `Grad Osijek, ${size.name}`);
      await shoot(page, 'entry');

      await page.getByRole('link', { name: 'Check your answers and submit' }).click();
      await page.getByRole('button', { name: 'Submit entry' }).click();
      await expect(page.getByRole('alert')).toBeFocused();
      await shoot(page, 'missing');
      await page
        .getByRole('alert')
        .getByRole('link', { name: /^Project title/ })
        .click();
      await expect(page.getByLabel('Project title')).toBeFocused();
      await expect(page.getByText('Answer this question').first()).toBeVisible();
      await page.getByRole('link', { name: 'Back to the overview' }).click();

      await answerAll(page);
      await shoot(page, 'check');
      await page.getByRole('button', { name: 'Submit entry' }).click();
      await expect(page.getByText('Your entry is submitted')).toBeVisible();
      await expect(page.getByText('Number 1')).toBeVisible();
      await shoot(page, 'receipt');
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download the receipt' }).click();
      expect((await download).suggestedFilename()).toMatch(/\.json$/);

      await page.getByRole('link', { name: 'Back to the entry' }).click();
      await page.getByRole('link', { name: 'Your project' }).click();
      await page.getByLabel('Project title').fill('Open doors in Osijek');
      await expect(page.getByText(saved)).toBeVisible();
      await page.getByRole('link', { name: 'Back to the overview' }).click();
      await expect(page.getByText('You have changes that are not submitted')).toBeVisible();
      await shoot(page, 'changed');
      await page.getByRole('link', { name: 'Check and submit again', exact: true }).click();
      await page.getByRole('button', { name: 'Submit again' }).click();
      await expect(page.getByText('Number 2')).toBeVisible();

      await page.getByRole('link', { name: 'Back to the entry' }).click();
      await page.getByRole('button', { name: 'Withdraw this entry' }).click();
      const dialog = page.getByRole('dialog', { name: 'Withdraw this entry?' });
      await expectAccessible(page);
      await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click();
      await expect(page.getByText('You withdrew this entry')).toBeVisible();
      await expect(page.getByText('Open doors in Osijek').last()).toBeVisible();
      await expectAccessible(page);
    });

    test('loses nothing without a connection, nor to a colleague', async ({ page, context }) => {
      await signIn(page);
      await start(page, `Grad Zadar, ${size.name}`);
      await page.getByRole('main').getByRole('link', { name: 'Your case' }).click();
      await heading(page, 'Your case');
      await context.setOffline(true);
      await page.getByLabel('What has changed').fill('Written on a train.');
      await expect(page.getByText(/^Kept on this device/).first()).toBeVisible();
      await context.setOffline(false);
      await expect(page.getByText(saved)).toBeVisible({ timeout: 10_000 });
      await shoot(page, 'section');

      const other = await context.newPage();
      await other.goto(page.url());
      const theirs = other.getByLabel('What has changed');
      await expect(theirs).toHaveValue('Written on a train.');
      await theirs.fill('Written in another tab.');
      await expect(other.getByText(saved)).toBeVisible();
      await page.getByLabel('What has changed').fill('Written here meanwhile.');
      const choice = page.getByRole('region', { name: 'Two versions of this answer' });
      await expect(choice).toContainText('Written in another tab.');
      await choice.scrollIntoViewIfNeeded();
      await shoot(page, 'conflict');
      await choice.getByRole('button', { name: 'Keep the saved version' }).click();
      await expect(page.getByLabel('What has changed')).toHaveValue('Written in another tab.');
      await expect(page.getByLabel('What has changed')).toBeFocused();
    });

    test('sees its entries and the people it shares them with', async ({ page }) => {
      await signIn(page);
      await shoot(page, 'entries');
      await page.getByRole('banner').getByRole('link', { name: 'Organisations' }).click();
      await heading(page, 'Organisations');
      await page
        .getByRole('main')
        .getByRole('link', { name: /\(sample\)/ })
        .click();
      await page.getByLabel('Invite a colleague by e-mail').fill(`ivan-${size.name}@example.org`);
      await page.getByRole('button', { name: 'Send invitation' }).click();
      await expect(page.getByText(`on its way to ivan-${size.name}@example.org`)).toBeVisible();
      await shoot(page, 'organisation');
    });
  });
}
