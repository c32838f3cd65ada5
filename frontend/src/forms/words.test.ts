import { describe, expect, it } from 'vitest';
import fixture from '../../../tests/fixtures/words.json';
import { countCharacters, countWords } from './words';

describe('the shared counting rule', () => {
  it.each(fixture.cases)('counts words of: $name', ({ text, words }) => {
    expect(countWords(text)).toBe(words);
  });

  it.each(fixture.cases)('counts characters of: $name', ({ text, characters }) => {
    expect(countCharacters(text)).toBe(characters);
  });
});
