import type { Page } from '@playwright/test';
import { expect, look, visit } from './cast';

/** Date and time of an instant as the clock of the awards shows them. */
export function wall(instant: Date): { date: string; time: string } {
  const [date = '', time = ''] = instant
    .toLocaleString('sv-SE', { timeZone: 'Europe/Brussels' })
    .split(' ');
  return { date, time: time.slice(0, 5) };
}

/** Moves the end of a window, as staff do when a call has to close now. */
export async function closeWindow(staff: Page, name: string): Promise<void> {
  await visit(staff, 'Dates and rules');
  await staff.getByRole('button', { name: `Change the dates: ${name}` }).click();
  const dialog = staff.getByRole('dialog');
  const end = dialog.getByRole('group', { name: 'Closes' });
  const now = wall(new Date());
  await end.getByLabel('Date').fill(now.date);
  await end.getByLabel('Time').fill(now.time);
  await look(staff);
  await dialog.getByRole('button', { name: 'Check the effect' }).click();
  await expect(dialog.getByRole('group', { name: 'What would change' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Save the dates' }).click();
  await expect(dialog).toBeHidden();
  await expect(staff.getByText(`The dates are saved: ${name}.`).first()).toBeVisible();
}
