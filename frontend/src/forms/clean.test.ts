import { describe, expect, it } from 'vitest';
import cases from '../../../tests/fixtures/text.json';
import { cleanLine, cleanLines } from './clean';

describe('the rule for text shared with the server', () => {
  it.each(cases)('keeps of $typed', ({ typed, line, lines }) => {
    expect([cleanLine(typed), cleanLines(typed)]).toEqual([line, lines]);
  });

  it('takes half a character for one that is unknown', () => {
    expect(cleanLines('x\ud83d')).toBe('x\ufffd');
  });
});
