import type { Page } from '@playwright/test';
import { entrant, expect, heading, look, organisation, password } from './cast';
import { signInAs } from '../../fixtures/people';
import { mailedLink } from './mails';

/** An account, confirmed by the link that staff find among the held mails. */
export async function register(page: Page, staff: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('banner').getByRole('link', { name: 'Register' }).click();
  await heading(page, 'Create an account');
  await look(page);
  await page.getByLabel('Your name').fill(entrant.name);
  await page.getByLabel('E-mail address').fill(entrant.email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('This e-mail was not sent')).toBeVisible();
  await look(page);

  const link = await mailedLink(staff, entrant.email);
  await look(staff, 'staff-mail');
  await page.goto(link);
  await heading(page, 'Confirm your address');
  await expect(page.getByText(entrant.email)).toBeVisible();
  expect(page.url()).not.toContain('#');
  await look(page);
  await page.getByRole('button', { name: 'Confirm and continue' }).click();
  await heading(page, 'My entries');

  await page.goto(link);
  await expect(page.getByText('This link has expired')).toBeVisible();
  await look(page);
}

export async function nameOrganisation(page: Page): Promise<void> {
  await page.goto('/entries');
  await look(page);
  await page.getByRole('main').getByRole('link', { name: 'Start an entry' }).first().click();
  await expect(page.getByText('Add your organisation first')).toBeVisible();
  await look(page);
  await page.getByRole('link', { name: 'Add your organisation' }).click();
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await look(page);
  await page.getByLabel('Name of the organisation').fill(organisation);
  await page.getByLabel('City or municipality').check();
  await page.getByLabel('Country').selectOption('Croatia');
  await page.getByLabel('City or town').fill('Osijek');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await heading(page, 'Start an entry');
}

export const comeBack = (page: Page): Promise<void> => signInAs(page, entrant, password);
