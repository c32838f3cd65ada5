import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { countryCodes } from './countries';

it('offers exactly the countries the server takes', () => {
  const rust = readFileSync('../src/countries.rs', 'utf8');
  const table = rust.slice(rust.indexOf('const CODES'), rust.indexOf('];'));
  expect(countryCodes).toEqual(table.match(/"[A-Z]{2}"/g)?.map((code) => code.slice(1, 3)));
});
