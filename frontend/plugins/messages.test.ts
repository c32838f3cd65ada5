import { describe, expect, it } from 'vitest';
import { argumentsOf, compile, declareTypes, faults } from './messages-compile.ts';

describe('the check of a translation', () => {
  const source = {
    hello: 'Hello {name}',
    files: '{count, plural, one {# file} other {# files}}',
  };

  it('passes a complete one', () => {
    const german = {
      hello: 'Guten Tag, {name}',
      files: '{count, plural, one {# Datei} other {# Dateien}}',
    };
    expect(faults('de', source, german)).toEqual([]);
  });

  it('finds a missing key, a lost argument and a key too many', () => {
    const german = { hello: 'Guten Tag', more: 'Mehr' };
    expect(faults('de', source, german)).toEqual([
      'files: is missing',
      'hello: uses {} where the source has {name}',
      'more: is not in the source language',
    ]);
  });

  it('asks for every plural form of the language', () => {
    const polish = {
      hello: 'Dzień dobry, {name}',
      files: '{count, plural, one {# plik} few {# pliki} other {# pliku}}',
    };
    expect(faults('pl', source, polish)).toEqual(['files: lacks the plural form "many"']);
  });

  it('refuses broken syntax', () => {
    expect(faults('en', source, { ...source, hello: 'Hello {name' })[0]).toMatch(/^hello: /);
  });
});

describe('types of texts', () => {
  it('know what each key needs', () => {
    const types = declareTypes(
      new Map([
        ['entries', { title: 'Entries', left: '{count, plural, other {# left of {max}}}' }],
      ]),
    );
    expect(types).toContain('"title": undefined;');
    expect(types).toContain('"left": { count: number; max: string | number };');
  });

  it('list the cases of a choice', () => {
    const found = argumentsOf('{kind, select, judge {Judge} other {Guest}}');
    expect(found.get('kind')).toBe('"judge" | (string & {})');
  });
});

it('compiled texts count in the language they are in', async () => {
  const code = compile('pl', {
    files: '{count, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}}',
  });
  expect(code).toContain('plików');
  expect(code).toMatch(/import .*pl.* from .*cardinals/);
});
