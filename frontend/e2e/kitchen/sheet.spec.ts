import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

test('five criteria are whole in a window of 900 pixels, and nothing scrolls inside', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/_kitchen?only=sheet');
  const scales = page.getByRole('radiogroup');
  await expect(scales).toHaveCount(5);
  const boxes = await scales.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
  const sheet = await page.getByRole('region', { name: 'Your scoresheet' }).boundingBox();
  const end = Math.round((sheet?.y ?? 0) + (sheet?.height ?? 0));
  console.log(
    `five criteria of ${boxes.map((box) => Math.round(box.height)).join(', ')} px; the sheet ends at ${end} of 900`,
  );
  expect(boxes[4]?.bottom).toBeLessThan(900);
  expect(end).toBeLessThan(900);
  await page.getByRole('button', { name: /^What to look for.*taken up/ }).click();
  await expect(page.getByText('What changed, for whom').nth(3)).toBeVisible();
  await expectAccessible(page);
});

for (const width of [320, 390]) {
  test(`a scale is hit at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/_kitchen?only=sheet');
    const cells = page.getByRole('radiogroup').first().getByRole('radio');
    await expect(cells.first()).toBeVisible();
    const boxes = await cells.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
    expect(new Set(boxes.map((box) => box.top)).size).toBe(width === 320 ? 2 : 1);
    for (const { width, height } of boxes) {
      expect(width).toBeGreaterThanOrEqual(24);
      expect(height).toBeGreaterThanOrEqual(44);
    }
    await expectNoSidewaysScroll(page);
  });
}

test('a sheet that is higher than the window goes along with the page, and comes back', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 560 });
  await page.goto('/_kitchen?only=sheet');
  await page.evaluate(() => (document.body.style.minHeight = '4000px'));
  await page.locator('.desk').evaluate((desk: HTMLElement) => (desk.style.minHeight = '3500px'));
  const sheet = page.getByRole('region', { name: 'Your scoresheet' });
  const handIn = page.getByRole('button', { name: 'Hand in' });
  await page.mouse.wheel(0, 1500);
  await expect(handIn).toBeInViewport();
  await page.mouse.wheel(0, -600);
  await expect(sheet.getByRole('radiogroup').first()).toBeInViewport();
});
