/**
 * The shades of a colour in one light: of words and lines, the stronger one, the ground behind a choice, and
 * two paler ones of drawings.
 */
export interface Shades {
  brand: string;
  ink: string;
  wash: string;
  drawn: string;
  pale: string;
}

type Rgb = readonly [number, number, number];

const rgbOf = (hex: string): Rgb => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return [r, g, b];
};
const hexOf = (rgb: Rgb): string =>
  `#${rgb.map((one) => Math.round(one).toString(16).padStart(2, '0')).join('')}`;

/** So much of another colour is put in. */
const mix = (of: Rgb, other: Rgb, part: number): Rgb => {
  const [r = 0, g = 0, b = 0] = of.map((one, i) => one + ((other[i] ?? 0) - one) * part);
  return [r, g, b];
};

/** Relative luminance, WCAG 2.2. */
function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((one) => {
    const channel = one / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [a, b].map((one) => luminance(rgbOf(one))).sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

interface Light {
  ground: string;
  drawnOn: readonly string[];
  end: Rgb;
  paper: Rgb;
  tint: number;
}

/** In each light: the ground that is hardest to read on, what drawings lie on, where shades go for contrast, and what a wash is of. */
const lights = {
  light: {
    ground: '#f1ede4',
    drawnOn: ['#faf8f4', '#ece7dc'],
    end: [0, 0, 0],
    paper: [255, 255, 255],
    tint: 0.1,
  },
  dark: {
    ground: '#222c37',
    drawnOn: ['#1a222c', '#313c48'],
    end: [255, 255, 255],
    paper: [24, 34, 44],
    tint: 0.16,
  },
} as const satisfies Record<string, Light>;

/** A little above 4.5, for what is rounded to whole steps. */
const least = 4.55;

function shadesIn(
  colour: Rgb,
  { ground, drawnOn, end, paper, tint }: (typeof lights)['light' | 'dark'],
): Shades {
  const wash = hexOf(mix(paper, colour, tint));
  const reads = (shade: Rgb): boolean =>
    [ground, wash].every((one) => contrast(hexOf(shade), one) >= least);
  let part = 0;
  while (part < 1 && !reads(mix(colour, end, part))) part += 0.02;
  const brand = mix(colour, end, Math.min(1, part));
  // As pale as can be told from the page and from the track of a bar.
  let paler = 0.35;
  while (paler > 0 && drawnOn.some((on) => contrast(hexOf(mix(brand, paper, paler)), on) < 3.05))
    paler -= 0.05;
  return {
    brand: hexOf(brand),
    ink: hexOf(mix(brand, end, 0.3)),
    wash,
    drawn: hexOf(mix(brand, paper, Math.max(0, paler))),
    pale: hexOf(mix(brand, paper, 0.7)),
  };
}

/** Shades of a programme's colour that can be read wherever the pages use them; of "#rrggbb" alone. */
export function shadesOf(colour: string): Record<keyof typeof lights, Shades> | undefined {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return undefined;
  const rgb = rgbOf(colour);
  return { light: shadesIn(rgb, lights.light), dark: shadesIn(rgb, lights.dark) };
}

/** Links, drawings and the mark take the colour too, where they else have their own. */
const worn: readonly [string, keyof Shades][] = [
  ['--brand', 'brand'],
  ['--brand-ink', 'ink'],
  ['--brand-wash', 'wash'],
  ['--mark', 'brand'],
  ['--link', 'brand'],
  ['--chart-1', 'brand'],
  ['--chart-2', 'drawn'],
  ['--chart-3', 'pale'],
];

/** Gives the pages the programme's colour, or their own back. */
export function wear(colour: string, { style }: HTMLElement = document.documentElement): void {
  const shades = shadesOf(colour);
  for (const [name, shade] of worn) {
    if (!shades) style.removeProperty(name);
    else style.setProperty(name, `light-dark(${shades.light[shade]}, ${shades.dark[shade]})`);
  }
}
