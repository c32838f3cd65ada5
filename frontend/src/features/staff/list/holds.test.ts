import { expect, it } from 'vitest';
import { holds } from './holds';

it('finds words in any case, without accents, in any order', () => {
  expect(holds('KOWALSKA Łucja', 'Łucja Kowalska')).toBe(true);
  expect(holds('zelena', 'Želená', 'Praha')).toBe(true);
  expect(holds('praha anna', 'Želená', 'Praha')).toBe(false);
  expect(holds('', 'anything')).toBe(true);
});
