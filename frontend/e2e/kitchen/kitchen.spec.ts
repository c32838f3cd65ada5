import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

// Every component in every state is a long page for axe.
test.setTimeout(90_000);

const looks = [
  { name: 'light', width: 1366 },
  { name: 'dark', width: 1366, colorScheme: 'dark' },
  { name: '320 pixels wide', width: 320 },
  { name: 'forced colours', width: 1366, forcedColors: 'active' },
] as const;

for (const look of looks) {
  test(`every component is accessible: ${look.name}`, async ({ page }) => {
    await page.setViewportSize({ width: look.width, height: 900 });
    await page.emulateMedia({
      colorScheme: 'colorScheme' in look ? look.colorScheme : 'light',
      forcedColors: 'forcedColors' in look ? look.forcedColors : 'none',
    });
    await page.goto('/_kitchen');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Every component');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Show the error summary' }).click();
    await expect(page.getByRole('alert')).toBeFocused();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Open the dialog' }).click();
    await expect(page.getByRole('dialog', { name: 'Withdraw this entry?' })).toBeVisible();
    await expectAccessible(page);
  });
}

test('with twice the text size nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 900 });
  await page.goto('/_kitchen');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  await expectNoSidewaysScroll(page);
});

test('a wrong field is described by its error, its hint and its limit', async ({ page }) => {
  await page.goto('/_kitchen');
  const wrong = page.getByLabel('How did you involve the people affected?');
  await expect(wrong).toHaveAccessibleDescription(
    'Error: Shorten your answer to 12 words or fewer You can write up to 12 words.',
  );
  await expect(page.getByLabel('Project title')).toHaveAccessibleDescription(
    /As it should appear .* You can write up to 120 characters\./,
  );
});

test('the error summary leads to the field', async ({ page }) => {
  await page.goto('/_kitchen');
  await page.getByRole('button', { name: 'Show the error summary' }).click();
  await page.getByRole('link', { name: 'Enter an e-mail address' }).click();
  await expect(page.getByLabel('E-mail address')).toBeFocused();
});

test('a score is given by arrow keys or digits and taken back', async ({ page }) => {
  await page.goto('/_kitchen');
  const innovation = page.getByRole('radiogroup', { name: 'Innovation' });
  await innovation.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(innovation.getByRole('radio', { name: /^1\b/ })).toBeChecked();
  await page.keyboard.type('10');
  await expect(innovation.getByRole('radio', { name: /^10\b/ })).toBeChecked();
  await page.keyboard.press('Backspace');
  await expect(innovation.getByRole('radio', { checked: true })).toHaveCount(0);
  await page.keyboard.type('3');
  await innovation.getByRole('button', { name: 'Clear score' }).click();
  await expect(innovation.getByText('Not scored')).toBeVisible();
  await expect(innovation.getByRole('radio', { checked: true })).toHaveCount(0);
});

test('an unknown address says so and leads back', async ({ page }) => {
  await page.goto('/nothing/here');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
  await expectAccessible(page);
});

test('going to a page moves the focus and sets the title, and Back brings the place back', async ({
  page,
}) => {
  await page.goto('/_kitchen');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate(() => scrollTo(0, 1500));
  await page.getByRole('link', { name: 'Register' }).evaluate((link: HTMLElement) => link.click());
  await expect(page).toHaveTitle('Create an account – Palmares');
  await expect(page.locator('main')).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Every component');
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(1500);
  await page.reload();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(1500);
});

for (const path of ['/sign-in', '/register', '/forgotten', '/setup', '/reset', '/invitation']) {
  test(`${path} is accessible, also after an empty attempt`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    const send = page.locator('button[type=submit]');
    if ((await send.count()) === 0) return;
    await send.click();
    await expect(page.getByRole('alert')).toBeFocused();
    await expect(page).toHaveTitle(/^Error: /);
    await expectAccessible(page);
  });
}
