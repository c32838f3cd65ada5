import type { Locator, Page } from '@playwright/test';
import { expect, follow, heading } from './cast';

/** Opens the newest mail to somebody in the console, where it is held for want of a mail server. */
export async function readMail(staff: Page, to: string, subject?: RegExp): Promise<Locator> {
  await follow(staff, 'E-mails');
  await heading(staff, 'E-mails');
  await staff.getByLabel('Search in recipient and subject').fill(to);
  await expect(staff).toHaveURL(/q=/);
  const rows = staff.getByRole('table').getByRole('row').filter({ hasText: to });
  const row = subject ? rows.filter({ has: staff.getByRole('link', { name: subject }) }) : rows;
  await row.first().getByRole('link').click();
  const text = staff.getByRole('article', { name: 'Text of the e-mail' });
  await expect(text).toBeVisible();
  return text;
}

/** The link in the newest mail to somebody. */
export async function mailedLink(staff: Page, to: string, subject?: RegExp): Promise<string> {
  const text = await readMail(staff, to, subject);
  const link = await text.getByRole('link').first().getAttribute('href');
  expect(link).toMatch(/#/);
  return link ?? '';
}
