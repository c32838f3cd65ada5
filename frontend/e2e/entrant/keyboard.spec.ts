import { expectTrapped, expectVisibleFocus } from '../fixtures/keyboard';
import { heading, sample, signInAs } from '../fixtures/people';
import { expect, test } from '../fixtures/test';
import { sections, start } from './steps';

test.setTimeout(60_000);

test('the first stop on every page leads past the navigation', async ({ page }) => {
  await page.goto('/');
  await heading(page, 'Awards');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to main content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main')?.id)).toBe('main');
});

test('a form is written by keyboard alone, with the focus always in sight', async ({ page }) => {
  await page.goto('/sign-in');
  await heading(page, 'Sign in');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type(sample.entrant.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type('sample boats at dawn');
  await page.keyboard.press('Enter');
  await heading(page, 'My entries');
  await expect(page.getByRole('main')).toBeFocused();
  await start(page, 'Grad Vukovar');
  await sections(page).getByRole('link', { name: 'Contact and partners' }).press('Enter');
  await heading(page, 'Contact and partners');
  await expectVisibleFocus(page, 24);
  await page.goBack();
  await sections(page)
    .getByRole('link', { name: /^Photographs and/ })
    .press('Enter');
  await heading(page, /^Photographs and/);
  await expectVisibleFocus(page, 12);
});

test('dialogs keep the focus and give it back', async ({ page }) => {
  await signInAs(page, sample.entrant);
  await start(page, 'Grad Sisak');
  await expectTrapped(
    page,
    page.getByRole('button', { name: 'Change category' }),
    page.getByRole('dialog', { name: 'Change the category' }),
  );
  await expectTrapped(
    page,
    page.getByRole('button', { name: 'Delete this draft' }),
    page.getByRole('dialog', { name: 'Delete this draft?' }),
  );
});
