import { expect, test } from '../fixtures/test';

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/_kitchen');
});

test('a busy button keeps its place and its width, and does nothing more', async ({ page }) => {
  const send = page.getByRole('button', { name: /^Publish 3 drafts/ });
  await send.scrollIntoViewIfNeeded();
  const before = await send.boundingBox();
  await send.click();
  await expect(send).toHaveAttribute('aria-busy', 'true');
  await expect(send).toBeFocused();
  expect(await send.boundingBox()).toEqual(before);
});

test('what keeps somebody out is said where the control would be', async ({ page }) => {
  await expect(page.getByText('Only administrators decide')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make administrator' })).toHaveCount(0);
});

test('what is loading keeps its room and says so', async ({ page }) => {
  const loading = page.getByRole('status').filter({ hasText: 'Loading…' }).last();
  const { height } = (await loading.boundingBox())!;
  expect(height).toBeGreaterThanOrEqual(128);
});

test('what is closed or frozen is read, and cannot be changed', async ({ page }) => {
  const closed = page.getByRole('radiogroup', { name: /^Promotes person-centred care/ }).last();
  await expect(closed.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('table', { name: 'Frozen results' })).toBeVisible();
  await expect(page.getByText('Frozen on 12 January 2027')).toBeVisible();
});
