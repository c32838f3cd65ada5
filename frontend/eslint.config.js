import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const noFeature = {
  group: ['~/features', '~/features/*', '**/features/**'],
  message: 'ui, forms, state, text and api know no feature.',
};
const noDepths = {
  group: ['~/features/*/*', '~/ui/*', '~/forms/*', '~/shell/*'],
  message: 'Enter by the folder’s index.ts.',
};

const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const byHand = 'The server describes it: take the type of the generated client.';
const noWireTypes = [{ selector: 'TSPropertySignature[key.name=/_/]', message: byHand }];
const noTypesInData = [
  { selector: 'TSInterfaceDeclaration', message: byHand },
  { selector: 'TSTypeAliasDeclaration > TSTypeLiteral', message: byHand },
];

export default defineConfig(
  globalIgnores(['dist', 'dist-e2e', 'test-results', 'src/api/generated', 'src/text/keys.d.ts']),
  ts.configs.recommended,
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
    rules: {
      // The content security policy refuses both.
      'svelte/no-inline-styles': ['error', { allowTransitions: false }],
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      // A space between two elements is lost without them.
      'svelte/no-useless-mustaches': 'off',
      // The router takes plain links.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 6],
    },
  },
  {
    files: ['**/*.ts', '**/*.svelte'],
    rules: {
      '@typescript-eslint/explicit-function-return-type': [
        'error',
        { allowExpressions: true, allowTypedFunctionExpressions: true },
      ],
    },
  },
  { files: ['**/*.test.ts', 'e2e/**'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['src/**'],
    rules: { 'no-restricted-syntax': ['error', ...noWireTypes] },
  },
  {
    files: ['src/features/**'],
    ignores: ['**/*.test.ts'],
    // Only `~/api` says what type an answer has.
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
    },
  },
  {
    files: ['src/features/**/data.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noWireTypes, ...noTypesInData] },
  },
  { files: ['src/{ui,forms,state,text,api}/**'], rules: restrict(noFeature) },
  { files: ['src/features/**', 'src/kitchen/**'], rules: restrict(noDepths) },
);
