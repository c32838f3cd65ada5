import { describe, expect, it } from 'vitest';

import { sheetText } from './sheets';

describe('what stands beside a judge of an entry', () => {
  it('is how far the scoresheet is, while the judge has the entry', () => {
    expect(sheetText({ state: 'active', sheet: 'started' })).toBe('sheet.started');
  });

  it('is why the judge no longer has it', () => {
    expect(sheetText({ state: 'recused', sheet: 'started' })).toBe('sheet.recused');
    expect(sheetText({ state: 'judge_removed', sheet: 'started' })).toBe('sheet.judge_removed');
  });
});
