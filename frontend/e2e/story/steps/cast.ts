import type { BrowserContext, Page } from '@playwright/test';
import { heading, sample, signInAs } from '../../fixtures/people';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  test as base,
  watch,
} from '../../fixtures/test';

/** Who plays besides the accounts of the sample: made-up people with addresses at example.org. */
export const password = 'four lanterns over water';
export const entrant = {
  name: 'Ines Horvat',
  email: 'ines.horvat@example.org',
  home: 'My entries',
};
export const judge = { name: 'Liv Berg', email: 'liv.berg@example.org', home: 'Your entries' };
/** What is entered. */
export const organisation = 'Grad Osijek, Department of Social Care';
export const title = 'Open doors: one key worker for every family';
export const category = { key: 'service_delivery', name: 'Service Delivery' };

export const saved = /^All changes saved$/;

/** Gives everyone a browser of their own, and fails when any of their pages misbehaves. */
export const test = base.extend<{ someone: () => Promise<Page> }>({
  someone: async ({ browser, refusals }, use) => {
    const faults: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      const page = await context.newPage();
      await watch(page, refusals, faults);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(faults).toEqual([]);
  },
});

export const isPhone = (): boolean => test.info().project.name.endsWith('phone');

/** Nothing to complain of on this screen; with a name, a picture of it for the guide. */
export async function look(page: Page, picture?: string): Promise<void> {
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  if (!picture) return;
  // A button under the mouse would look pressed.
  await page.mouse.move(0, 0);
  const suffix = isPhone() ? '-phone' : '';
  await page.screenshot({ path: `../docs/guide/${picture}${suffix}.png` });
}

/** Follows a way of the rail, which is a menu where there is no room for it. */
export async function follow(staff: Page, way: string): Promise<void> {
  const menu = staff.getByRole('button', { name: 'Menu', expanded: false });
  if (await menu.isVisible()) await menu.click();
  await staff
    .getByRole('banner')
    .getByRole('navigation')
    // With how many wait there after it.
    .getByRole('link', { name: new RegExp(`^${way}\\b`) })
    .click();
}

/** A staff screen of the edition, by its place in the navigation. */
export async function visit(staff: Page, way: string, at = way): Promise<void> {
  await follow(staff, way);
  await heading(staff, at);
}

/** Signs in as an admin, who alone sees the links in held mails; that opens the only edition. */
export async function enterOffice(staff: Page): Promise<void> {
  await signInAs(staff, sample.admin);
}

export { expect, heading };
