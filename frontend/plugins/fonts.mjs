// Cuts the self-hosted fonts down to the letters of the EU's languages and the weights in use.
// Run with `npm run fonts` after a new version of a @fontsource-variable package; the result is committed.
import { readFile, writeFile } from 'node:fs/promises';
import subsetFont from 'subset-font';

const families = [
  { package: 'source-sans-3', name: 'Source Sans 3' },
  { package: 'source-serif-4', name: 'Source Serif 4' },
];

// Latin Extended-A has what the EU's languages, Turkish and the neighbours write; then Romanian with
// commas, and the capital ß. As ranges: a list of letters does not show what is missing.
const latinExtended =
  range(0x100, 0x130) + range(0x132, 0x151) + range(0x154, 0x17f) + range(0x218, 0x21b) + '\u1e9e';
const latin =
  range(0x20, 0x7e) + range(0xa0, 0xff) + 'ıŒœˆ˜–—‘’‚“”„†•…‰‹›⁄€™−' + '\u2009\u200b\u2011\u202f';

const scripts = {
  latin: {
    text: latin,
    range: 'U+0000-00FF,U+0131,U+0152-0153,U+02C6,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212',
  },
  'latin-ext': {
    text: latinExtended,
    range: 'U+0100-0130,U+0132-0151,U+0154-017F,U+0218-021B,U+1E9E',
  },
  greek: { text: range(0x370, 0x3ff), range: 'U+0370-03FF' },
  cyrillic: { text: range(0x400, 0x45f) + 'Ґґ№', range: 'U+0400-045F,U+0490-0491,U+2116' },
};

const faces = [];
for (const family of families) {
  for (const [script, { text, range: unicodeRange }] of Object.entries(scripts)) {
    const source = `node_modules/@fontsource-variable/${family.package}/files/${family.package}-${script}-wght-normal.woff2`;
    const cut = await subsetFont(await readFile(source), text, {
      targetFormat: 'woff2',
      variationAxes: { wght: { min: 400, max: 700 } },
    });
    const file = `${family.package}-${script}.woff2`;
    await writeFile(`src/ui/fonts/${file}`, cut);
    faces.push(
      `@font-face {\n  font-family: '${family.name}';\n  font-style: normal;\n  font-weight: 400 700;\n` +
        `  font-display: swap;\n  src: url('./${file}') format('woff2');\n  unicode-range: ${unicodeRange.replaceAll(',', ', ')};\n}\n`,
    );
    console.log(`${file} ${(cut.length / 1000).toFixed(1)} kB`);
  }
}
await writeFile('src/ui/fonts/fonts.css', faces.join('\n'));

function range(from, to) {
  return String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
}
