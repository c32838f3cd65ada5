import type { Locator, Page } from '@playwright/test';
import { category, expect, look, title, visit } from './cast';
import { judgePoints, takeTable } from './tables';

export const resultRow = (staff: Page): Locator =>
  staff.getByRole('row').filter({ hasText: title });

export async function openResults(staff: Page): Promise<void> {
  await visit(staff, 'Results');
  await expect(staff.getByRole('heading', { name: category.name })).toBeVisible();
}

/** Points of 100 as the list rounds them, rank and judges of our entry as the screen has them now. */
export async function expectResult(
  staff: Page,
  wanted: { points: string; judges: string; ranked: boolean },
): Promise<void> {
  await openResults(staff);
  await staff.reload();
  const row = resultRow(staff);
  await expect(row).toContainText(wanted.points);
  await expect(row).toContainText(wanted.judges);
  await expect(row.getByText('not ranked')).toHaveCount(wanted.ranked ? 0 : 1);
}

export async function openResult(staff: Page, scores: string[]): Promise<void> {
  await resultRow(staff).getByRole('link', { name: title }).click();
  await expect(staff.getByRole('heading', { level: 2, name: title })).toBeFocused();
  await staff.getByText('How this result was calculated').click();
  await staff.getByText('Every score', { exact: true }).click();
  const table = staff.getByRole('table', { name: /^Scores from 0 to 10/ });
  for (const text of scores) await expect(table).toContainText(text);
  await look(staff);
}

export async function shortlist(staff: Page, other: string): Promise<void> {
  await openResults(staff);
  await staff.getByRole('button', { name: /^Shortlist the best/ }).click();
  await look(staff);
  await staff.getByRole('button', { name: 'Make the shortlist' }).click();
  await expect(
    staff.getByText(`1 entry is on the shortlist of ${category.name}.`).first(),
  ).toBeVisible();
  await expect(resultRow(staff)).toContainText('Shortlisted');
  await staff.getByRole('button', { name: `Shortlist: ${other}` }).click();
  const dialog = staff.getByRole('dialog', { name: 'Add to the shortlist' });
  await dialog.getByRole('button', { name: 'Shortlist' }).click();
  await expect(dialog.getByRole('alert')).toBeFocused();
  await dialog.getByLabel('Reason').fill('The panel asked to hear them.');
  await look(staff);
  await dialog.getByRole('button', { name: 'Shortlist' }).click();
  await expect(staff.getByText(`${other} is on the shortlist.`).first()).toBeVisible();
  await look(staff, 'staff-shortlist');
}

/** Takes both tables away and works the points out again from the scores. */
export async function recompute(staff: Page): Promise<{ points: string; computed: number }> {
  await visit(staff, 'Exports');
  await look(staff);
  await staff.getByLabel('CSV for programs').check();
  const results = await takeTable(staff, 'Results');
  const scores = await takeTable(staff, 'Scores');
  const ours = results.find((row) => row['title'] === title && row['category'] === category.key);
  expect(ours).toMatchObject({ judges_counted: '4', rank: '1', status: 'eligible' });
  const points = ours?.['judge_points_0_100'] ?? '';
  return { points, computed: judgePoints(scores, ours?.['entry_id'] ?? '') };
}
