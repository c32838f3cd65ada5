import { expect, it } from 'vitest';
import { chunkOf } from './chunks';
import { direct, withinOf } from './facades';

it('each kind of work is one file, and what everybody needs another', () => {
  const chunk = (path: string): string | undefined => chunkOf(`/a/frontend/src/${path}`);
  expect(chunk('main.ts')).toBe('shell');
  expect(chunk('ui/action/Button.svelte')).toBe('shell');
  expect(chunk('ui/data/Breadcrumb.svelte')).toBe('shell');
  expect(chunk('ui/data/DataTable.svelte')).toBe('staff');
  expect(chunk('ui/list/Chip.svelte')).toBe('staff');
  expect(chunk('state/preferences.svelte.ts')).toBe('shell');
  expect(chunk('features/editions/staff/pages/Edition.svelte')).toBe('setup');
  expect(chunk('features/exports/pages/Exports.svelte')).toBe('people');
  expect(chunk('features/accounts/staff/pages/People.svelte')).toBe('people');
  expect(chunk('features/editions/pages/Home.svelte')).toBe('shell');
  expect(chunk('features/staff/routes.ts')).toBe('shell');
  expect(chunk('features/accounts/pages/SignIn.svelte')).toBe('forms');
  expect(chunk('shell/frame/App.svelte')).toBe('shell');
  expect(chunk('shell/frame/SignInAgain.svelte')).toBe('forms');
  expect(chunk('forms/text/TextField.svelte')).toBe('forms');
  expect(chunk('features/entries/pages/Section.svelte')).toBe('entrant');
  expect(chunk('features/nominees/pages/Nominee.svelte')).toBe('nominees');
  expect(chunk('features/entries/pages/Nominee.svelte')).toBe('nominees');
  expect(chunk('features/judging/judge/pages/Entry.svelte')).toBe('judge');
  expect(chunk('features/judging/staff/pages/Round.svelte')).toBe('staff');
  expect(chunk('features/checks/pages/Entry.svelte')).toBe('staff');
  expect(chunkOf('\0virtual:messages/en/entries')).toBe('entrant');
  expect(chunkOf('\0virtual:messages/en/judging-staff')).toBe('staff');
  expect(chunkOf('\0virtual:messages/en/editions-staff')).toBe('setup');
  expect(chunkOf('\0virtual:messages/en/operation')).toBe('people');
  expect(chunkOf('\0virtual:messages/de/entries')).toBeUndefined();
});

it('asks for the real file of a module, and leaves all else alone', () => {
  const real = new Map([['Section-1.js', { file: 'entrant-2.js', name: 'a' }]]);
  expect(direct('p(()=>import(`./Section-1.js`),m([0]))', real)).toBe(
    'p(()=>import("./entrant-2.js").then(m=>({default:m.a})),m([0]))',
  );
  expect(direct('d=["assets/Section-1.js","assets/x.js"]', real)).toBe(
    'd=["assets/entrant-2.js","assets/x.js"]',
  );
});

it('the helper of the bundler stands in the files that need it', () => {
  const helper = 'var e=1,t=(n)=>n+e;export{t};';
  const code = 'import{t as e}from"./runtime-1.js";import{a}from"./shell.js";e(a);';
  expect(withinOf(code, 'runtime-1.js', helper)).toBe(
    'var e=(()=>{var e=1,t=(n)=>n+e;return t})();import{a}from"./shell.js";e(a);',
  );
  expect(withinOf('import{a}from"./shell.js";', 'runtime-1.js', helper)).toBe(
    'import{a}from"./shell.js";',
  );
});
