import type { Page } from '@playwright/test';
import { category, expect, heading, look, organisation, saved, title } from './cast';
import { addFiles } from './files';
import { sections } from '../../entrant/steps';

export async function goOn(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await heading(page, to);
}

export async function start(page: Page): Promise<void> {
  await look(page);
  await page.getByLabel(organisation).check();
  await page.getByLabel(category.name).check();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await heading(page, 'Entry without a title');
  await look(page);
}

/** Writes the whole entry, section by section, and ends on the check. */
export async function write(page: Page): Promise<void> {
  await sections(page).getByRole('link', { name: 'Contact and partners' }).click();
  await page.getByLabel('Contact person', { exact: true }).fill('Ines Horvat');
  await page.getByLabel('E-mail', { exact: true }).fill('ines');
  await page.getByLabel('Telephone').focus();
  await expect(page.getByText('Enter an e-mail address, such as')).toBeVisible();
  await look(page);
  await page.getByLabel('E-mail', { exact: true }).fill('ines.horvat@example.org');
  await goOn(page, 'Your project');

  await page.getByLabel('Project title').fill(title);
  await page
    .getByLabel('Summary for publication')
    .fill('One key worker stays with a family from the first call to the last form.');
  await page.getByLabel('Children and families').check();
  const begin = page.getByRole('group', { name: 'Project start' });
  await begin.getByLabel('Month').selectOption('March');
  await begin.getByLabel('Year').fill('2021');
  await look(page);
  await goOn(page, 'Your case');

  await page
    .getByLabel('How does the project put the person')
    .fill('Families set the goals and choose their key worker. Nobody tells a story twice.');
  await page.getByLabel('What is new in your context?').fill('Before, a family met five offices.');
  await page
    .getByLabel('What has changed')
    .fill('Of 412 families, 330 reached the goal they had set themselves within a year.');
  await page.getByLabel('How will it last').fill('The city has paid for it since 2022.');
  await expect(page.getByText(saved)).toBeVisible();
  await goOn(page, 'Photographs and supporting material');
  await addFiles(page);
  await goOn(page, 'Declarations');
  await look(page);
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await goOn(page, 'Check and submit');
}

/** Submits, and keeps the receipt. */
export async function submit(page: Page, again = false): Promise<{ sha256: string }> {
  await look(page);
  await page.getByRole('button', { name: again ? 'Submit again' : 'Submit entry' }).click();
  await expect(page.getByText('Your entry is submitted')).toBeVisible();
  await look(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the receipt' }).click();
  expect((await download).suggestedFilename()).toMatch(/^receipt-.*\.json$/);
  const sha256 = await page.getByText(/^[0-9a-f]{64}$/).textContent();
  return { sha256: sha256 ?? '' };
}
