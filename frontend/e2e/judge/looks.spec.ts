import { lookAtAll } from '../fixtures/looks';
import { sample, signInAs } from '../fixtures/people';
import { test } from '../fixtures/test';

test.setTimeout(120_000);
test.use({ actionTimeout: 10_000 });

test('every screen of a judge is whole in each look', async ({ page }) => {
  await signInAs(page, sample.judge);
  await lookAtAll(page, [
    { name: 'List', path: '/judging/essa/2023/judging' },
    { name: 'Desk', path: '/judging/essa/2023/judging', link: 'tbody th a' },
  ]);
});

test('so is what an organisation keeps after it has submitted', async ({ page }) => {
  await signInAs(page, sample.entrant);
  await lookAtAll(page, [
    { name: 'Entry', path: '/entries', link: 'main li a[href^="/entries/"]' },
    { name: 'Receipt', path: './receipt' },
    { name: 'Submitted answers', path: './submitted' },
  ]);
});
