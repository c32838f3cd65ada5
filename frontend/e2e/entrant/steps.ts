import type { Locator, Page } from '@playwright/test';
import { heading } from '../fixtures/people';
import { expect } from '../fixtures/test';

/** What the page says once all answers have reached the server. */
export const saved = /^All changes saved$/;

/** The way through an entry: on its own page and, where there is room, beside each section. */
export const sections = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Sections of the entry' });

/** Goes back to the page of the entry. */
export async function home(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'You are here' }).getByRole('link').last().click();
}

/** Presses the button at the end of a section. */
export async function goOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save and continue' }).click();
}

/** Names a new organisation and starts a draft for it; ends on the draft's home. */
export async function start(page: Page, organisation: string): Promise<void> {
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
export async function answerAll(page: Page): Promise<void> {
  await sections(page).getByRole('link', { name: 'Contact and partners' }).click();
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
  await expect(page.getByText(saved)).toBeVisible();
  await goOn(page);
  await goOn(page);
  await heading(page, 'Declarations');
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await goOn(page);
  await heading(page, 'Check and submit');
}
