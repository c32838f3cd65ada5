import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contrast, shadesOf, wear } from './brand';

const css = readFileSync(new URL('../ui/tokens.css', import.meta.url), 'utf8');
const token = (name: string, dark: boolean): string => {
  const [, light = '', night = ''] =
    new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css) ?? [];
  return dark ? night : light;
};

/** Every colour of a coarse grid: pale, dark, grey and loud ones. */
const steps = ['00', '33', '66', '99', 'cc', 'ff'];
const colours = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${r}${g}${b}`)));

it('any colour becomes one that is read on every ground, in light and dark', () => {
  const faults = colours.flatMap((colour) => {
    const shades = shadesOf(colour);
    return (['light', 'dark'] as const).flatMap((light) => {
      const of = (name: string): string => token(name, light === 'dark');
      const { brand = '', ink = '', wash = '', drawn = '' } = shades?.[light] ?? {};
      const washes = ['bad-wash', 'good-wash', 'warn-wash', 'info-wash'];
      const grounds = ['paper', 'surface', 'sunken', 'nav', ...washes].map(of).concat(wash);
      const pairs = [
        ...grounds.flatMap((ground) => [[brand, ground] as const, [ink, ground] as const]),
        ...['on-brand'].flatMap((on) => [[of(on), brand] as const, [of(on), ink] as const]),
        ...['ink', 'ink-2', 'link', 'bad', 'warn', 'good'].map((on) => [of(on), wash] as const),
      ];
      const shapes = ['paper', 'surface', 'track'].flatMap((name) =>
        [brand, drawn].map((shape) => [shape, of(name), 3] as const),
      );
      return [...pairs.map(([a, b]) => [a, b, 4.5] as const), ...shapes]
        .filter(([a, b, least]) => contrast(a, b) < least)
        .map(([a, b]) => `${colour} ${light}: ${a} on ${b} ${contrast(a, b).toFixed(2)}`);
    });
  });
  expect(faults).toEqual([]);
});

it('a colour that can be read stays as it is', () => {
  expect(shadesOf('#8a1538')?.light.brand).toBe('#8a1538');
  expect(shadesOf('#ffd000')?.light.brand).not.toBe('#ffd000');
  expect(shadesOf('#ffd000')?.dark.brand).toBe('#ffd000');
});

it('what is no colour leaves the pages their own', () => {
  const set = new Map<string, string>();
  const style = {
    setProperty: (name: string, value: string) => void set.set(name, value),
    removeProperty: (name: string) => void set.delete(name),
  };
  const page = { style } as unknown as HTMLElement;
  wear('#8a1538', page);
  expect(set.get('--brand')).toMatch(/^light-dark\(#8a1538, #[0-9a-f]{6}\)$/);
  wear('red; background: url(x)', page);
  expect(set.size).toBe(0);
});
