import {
  enterOffice,
  entrant,
  expect,
  heading,
  judge,
  look,
  password,
  test,
  title,
} from './steps/cast';
import { sample, signInAs } from '../fixtures/people';
import * as checking from './steps/checking';
import { closeWindow } from './steps/dates';
import { readMail } from './steps/mails';
import * as panels from './steps/panels';
import { comeBack, nameOrganisation, register } from './steps/registering';
import * as results from './steps/results';
import * as scoring from './steps/scoring';
import { start, submit, write } from './steps/writing';

/*
 * One story on one fresh sample whose call is open: from a nomination to the results file. Each
 * chapter goes on where the one before ended; everybody has a browser of their own.
 */
test.describe.configure({ mode: 'serial', timeout: 300_000 });
test.use({ actionTimeout: 15_000 });

/** What the chapters tell each other: titles of entries of the sample. */
const played = { moved: '' };

test.describe('an organisation', () => {
  // A used link, a form with gaps, a disguised file.
  test.use({ refusals: [404, 410, 415, 422] });

  test('registers, enters and submits', async ({ someone }) => {
    const staff = await someone();
    await enterOffice(staff);
    const page = await someone();
    await register(page, staff);
    await nameOrganisation(page);
    await start(page);
    await write(page);
    const { sha256 } = await submit(page);
    await expect(await readMail(staff, entrant.email)).toContainText(sha256);
  });
});

test('staff close the call and check every entry', async ({ someone }) => {
  const staff = await someone();
  await enterOffice(staff);
  await look(staff);
  await closeWindow(staff, 'Call for entries');
  const page = await someone();
  await comeBack(page);
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByText('The call is closed and you can no longer change')).toBeVisible();
  await look(page);

  await checking.findIneligible(staff);
  played.moved = await checking.move(staff);
  await checking.sendBack(staff);
  await checking.complete(page);
  await submit(page, true);
  await checking.findRestEligible(staff);
  await page.goto('/entries');
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByText('Your entry takes part')).toBeVisible();
  await look(page);
});

test('staff invite a judge, build the panel, assign and remind', async ({ someone }) => {
  const staff = await someone();
  await enterOffice(staff);
  await panels.invite(staff);
  await panels.accept(await someone(), staff);
  await panels.buildPanel(staff);
  await panels.openRound(staff);
  await panels.assign(staff, { category: 'Workforce Support' });
  await panels.seeCoverage(staff);
  await panels.remind(staff);
});

test('judges score, one declares a conflict, reopens and hands in again', async ({ someone }) => {
  const staff = await someone();
  await enterOffice(staff);
  const page = await someone();
  await signInAs(page, judge, password);
  await look(page);
  await scoring.declareConflict(page, played.moved);
  await scoring.readAndScore(page, [10, 9, 9]);
  await results.expectResult(staff, { points: '93.0', judges: '1 of 4', ranked: false });

  const others = [sample.judge.email, ...(await panels.otherJudges(staff))];
  const scores: scoring.ScoreRow[] = [
    [7, 8, 6],
    [9, 7, 8],
    [8, 6, 9],
  ];
  for (const [i, email] of others.entries()) {
    const colleague = await someone();
    await signInAs(colleague, { ...sample.judge, email });
    await scoring.score(colleague, scores[i] ?? [0, 0, 0]);
  }
  await results.expectResult(staff, { points: '80.0', judges: '4 of 4', ranked: true });
  await scoring.changeMind(page, [8, 9, 7]);
  await results.expectResult(staff, { points: '75.7', judges: '3 of 4', ranked: true });
  await scoring.handInAgain(page);
  await results.expectResult(staff, { points: '76.5', judges: '4 of 4', ranked: true });
});

test('staff open the result, make the shortlist and take the tables away', async ({ someone }) => {
  const staff = await someone();
  await enterOffice(staff);
  await results.openResults(staff);
  await look(staff);
  await results.openResult(staff, [judge.name, '7.90']);
  await results.shortlist(staff, played.moved);
  const { points, computed } = await results.recompute(staff);
  expect(points).toBe('76.500000');
  expect(computed).toBeCloseTo(Number(points), 6);
  await panels.closeRound(staff);
  const page = await someone();
  await signInAs(page, judge, password);
  await look(page);
  await expect(page.getByText('This round is closed')).toBeVisible();
  await look(page);
  await heading(page, 'Your entries');
});
