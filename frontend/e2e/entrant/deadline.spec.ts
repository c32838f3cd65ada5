import type { Page } from '@playwright/test';
import { heading, sample, samplePassword, signInAs } from '../fixtures/people';
import { expect, expectAccessible, test } from '../fixtures/test';
import { sections, start } from './steps';

test.setTimeout(120_000);
test.use({ refusals: [0, 409], permissions: ['clipboard-read', 'clipboard-write'] });

const zone = 'Europe/Brussels';
const question = 'What has changed';

/** An instant as wall time with offset and zone (RFC 9557). */
function local(at: Date): string {
  const wall = at.toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T');
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const offset = name.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value;
  return `${wall}${offset?.replace('GMT', '') || '+00:00'}[${zone}]`;
}

/** Lets the call close at an instant, as staff do; gives when it closed before. */
async function closeAt(staff: Page, to: string): Promise<string> {
  return staff.evaluate(async (to) => {
    const editions = await (await fetch('/api/staff/editions')).json();
    const { programme, edition, version, windows } = editions[0];
    const before = windows.entries.to_local;
    const answer = await fetch(`/api/staff/editions/${programme}/${edition}/windows/entries`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'If-Match': `"v${version}"` },
      body: JSON.stringify({ from: windows.entries.from_local, to }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return before;
  }, to);
}

test('while somebody types without a pause, it is saved all the same', async ({ page }) => {
  await signInAs(page, sample.entrant);
  await start(page, 'Grad Poreč');
  await sections(page).getByRole('link', { name: 'Your case' }).click();
  let saves = 0;
  page.on('response', (answer) => {
    if (answer.url().endsWith('/answers/c_impact') && answer.ok()) saves += 1;
  });
  await page.getByLabel(question).pressSequentially('word '.repeat(16), { delay: 150 });
  expect(saves).toBeGreaterThanOrEqual(1);
});

test('what is written until the last seconds arrives; the rest is named and can be copied', async ({
  page,
  browser,
}) => {
  await signInAs(page, sample.entrant);
  await start(page, 'Grad Rovinj');
  const entry = new URL(page.url()).pathname;
  const staffContext = await browser.newContext({ baseURL: new URL(page.url()).origin });
  const staff = await staffContext.newPage();
  await signInAs(staff, sample.staff, samplePassword);
  const end = new Date(Math.ceil(Date.now() / 1000) * 1000 + 20_000);
  const before = await closeAt(staff, local(end));
  try {
    await sections(page).getByRole('link', { name: 'Your case' }).click();
    await heading(page, 'Your case');
    await expect(page.getByRole('timer').last()).toContainText(/second/);
    await expectAccessible(page);
    const typed: { at: number; text: string }[] = [];
    for (let i = 1; Date.now() < end.getTime() + 1500; i += 1) {
      const text = `Word ${i}`;
      const at = Date.now();
      try {
        await page.getByLabel(question).fill(text, { timeout: 1000 });
      } catch {
        break;
      }
      typed.push({ at, text });
      await page.waitForTimeout(100);
    }
    await heading(page, 'Entry without a title');
    await expect(page.getByText(/^Entries closed on/).first()).toBeVisible();
    const stored = await (await page.request.get(`/api${entry}`)).json();
    const arrived = String(stored.answers.c_impact.value);
    const written = typed.filter(({ at }) => at < end.getTime() - 3000).length;
    expect(Number(arrived.replace('Word ', ''))).toBeGreaterThanOrEqual(written);
    const last = typed.at(-1)!;
    if (arrived !== last.text) {
      await expect(page.getByText('One text was not accepted')).toBeVisible();
      await page.getByText('Show what you wrote').click();
      await expect(page.getByText(last.text, { exact: true })).toBeVisible();
      await page.getByRole('button', { name: 'Copy the text' }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(last.text);
      await expectAccessible(page);
    }
  } finally {
    await closeAt(staff, before);
    await staffContext.close();
  }
});
