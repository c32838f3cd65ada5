import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const pairs = [
  ...css.matchAll(/--([\w-]+): (?:light-dark\()?(#[0-9a-f]{6})(?:, (#[0-9a-f]{6})\))?;/g),
];
const themes = {
  light: Object.fromEntries(pairs.map(([, name = '', light = '']) => [name, light])),
  dark: Object.fromEntries(pairs.map(([, name = '', light = '', dark = light]) => [name, dark])),
};

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'surface', 'sunken', 'brand-wash', 'nav'];
const text = [
  ...['ink', 'ink-2', 'link', 'brand', 'brand-ink', 'bad'].flatMap((ink) =>
    grounds.map((ground) => [ink, ground, 4.5] as const),
  ),
  ...['bad', 'good', 'warn', 'info'].map((tone) => [tone, `${tone}-wash`, 4.5] as const),
  ...['bad', 'good', 'warn', 'info'].map((tone) => ['ink', `${tone}-wash`, 7] as const),
  ['on-brand', 'brand', 4.5] as const,
  ['on-brand', 'brand-ink', 4.5] as const,
  // A row in trouble, the line of the cut and the selection bar carry whole sentences.
  ...['ink', 'ink-2', 'link'].flatMap((ink) =>
    ['bad-wash', 'warn-wash'].map((ground) => [ink, ground, 4.5] as const),
  ),
  ['cut', 'warn-wash', 4.5] as const,
  ['cut', 'surface', 4.5] as const,
  // An alarm in a cell, also of a row that is selected or pointed at.
  ...['warn', 'good'].flatMap((tone) =>
    ['surface', 'sunken', 'brand-wash'].map((ground) => [tone, ground, 4.5] as const),
  ),
  ['paper', 'ink', 7] as const,
];
const shapes = [
  ...['edge', 'focus-ring'].flatMap((shape) =>
    ['paper', 'surface'].map((ground) => [shape, ground, 3] as const),
  ),
  ['focus-ring', 'focus-halo', 3] as const,
  ['gold', 'surface', 3] as const,
  ...['chart-1', 'chart-2', 'cut'].flatMap((shape) =>
    ['surface', 'paper'].map((ground) => [shape, ground, 3] as const),
  ),
  ['chart-1', 'track', 3] as const,
  ['chart-2', 'track', 3] as const,
];

describe.each(Object.entries(themes))('colours of the %s theme', (_, theme) => {
  it.each([...text, ...shapes])('%s stands out on %s by %d', (ink, ground, least) => {
    expect(contrast(theme[ink] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(least);
  });
});
