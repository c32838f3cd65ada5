import { expect, it } from 'vitest';
import { blocks, pieces } from './markup';

it('reads headings, paragraphs of lines and lists', () => {
  expect(blocks('# Who\nWe\nStreet 1\n\n- one\n- two\n\nEnd')).toEqual([
    { kind: 'heading', text: 'Who' },
    { kind: 'paragraph', lines: [[{ text: 'We' }], [{ text: 'Street 1' }]] },
    { kind: 'list', items: [[{ text: 'one' }], [{ text: 'two' }]] },
    { kind: 'paragraph', lines: [[{ text: 'End' }]] },
  ]);
});

it('links addresses and named links, and nothing that could run', () => {
  expect(pieces('Write to office@example.eu, or see https://example.eu/a.')).toEqual([
    { text: 'Write to ' },
    { text: 'office@example.eu', href: 'mailto:office@example.eu' },
    { text: ', or see ' },
    { text: 'https://example.eu/a', href: 'https://example.eu/a' },
    { text: '.' },
  ]);
  expect(pieces('[the notice](/privacy)')).toEqual([{ text: 'the notice', href: '/privacy' }]);
  expect(pieces('[x](javascript:alert) <b>')).toEqual([{ text: '[x](javascript:alert) <b>' }]);
});
