import { expect, it } from 'vitest';
import { partsOf } from './text';

it('finds the addresses of a text and leaves everything else as it is', () => {
  const text = 'Open https://awards.example/invitation#abc.\nThank you (see https://a.example/b).';
  const parts = partsOf(text);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.flatMap((part) => part.href ?? [])).toEqual([
    'https://awards.example/invitation#abc',
    'https://a.example/b',
  ]);
});

it('makes no link of anything but the web', () => {
  expect(partsOf('javascript:alert(1) mailto:a@b.example')).toEqual([
    { text: 'javascript:alert(1) mailto:a@b.example' },
  ]);
});
