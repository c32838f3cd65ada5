import { lookAtAll } from '../fixtures/looks';
import { sample, signInAs } from '../fixtures/people';
import { test } from '../fixtures/test';

test.setTimeout(300_000);
test.use({ actionTimeout: 10_000 });

test('every public screen is whole in each look', async ({ page }) => {
  await lookAtAll(page, [
    { name: 'Awards', path: '/' },
    { name: 'Call', path: '/call/essa/2023' },
    { name: 'Questions', path: '/call/essa/2023/questions' },
    { name: 'Sign in', path: '/sign-in' },
    { name: 'Register', path: '/register' },
    { name: 'Privacy', path: '/privacy' },
  ]);
});

test('every screen of an organisation is whole in each look', async ({ page }) => {
  await signInAs(page, sample.entrant);
  await lookAtAll(page, [
    { name: 'My entries', path: '/entries' },
    { name: 'Start an entry', path: '/entries/new' },
    { name: 'Draft', path: '/entries', link: 'main li a[href^="/entries/"]' },
    { name: 'Contact and partners', path: './applicant' },
    { name: 'Your project', path: './project' },
    { name: 'Your case', path: './case' },
    { name: 'Photographs and documents', path: './attachments' },
    { name: 'Declarations', path: './consents' },
    { name: 'Check and submit', path: './check' },
    { name: 'Submitted', path: '/entries', link: 'main li:has-text("Submitted") a' },
    { name: 'Receipt', path: './receipt' },
    { name: 'Organisations', path: '/organisations' },
    { name: 'New organisation', path: '/organisations/new' },
    {
      name: 'Organisation',
      path: '/organisations',
      link: 'main a[href^="/organisations/"]:not([href$="new"])',
    },
    { name: 'Account', path: '/account' },
  ]);
});

test('so is the page of a judge who has no entries yet', async ({ page }) => {
  await signInAs(page, { ...sample.judge, home: 'Your judging' });
  await lookAtAll(page, [{ name: 'Judging without entries', path: '/judging' }]);
});
