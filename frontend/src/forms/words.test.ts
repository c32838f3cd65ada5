import { describe, expect, it } from 'vitest';
import cases from '../../../tests/fixtures/words.json';
import { countCharacters, countWords } from './words';

describe('the counting rule shared with the server', () => {
  it.each(cases)('counts words of $text', ({ text, words }) => {
    expect(countWords(text)).toBe(words);
  });

  it.each(cases)('counts characters of $text', ({ text, chars }) => {
    expect(countCharacters(text)).toBe(chars);
  });
});
