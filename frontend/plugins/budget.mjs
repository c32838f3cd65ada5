// Compares the build with its budgets (brotli, as sent): fails when a first visit became too heavy.
import { readFileSync, statSync } from 'node:fs';

// A form page brings every kind of field, so a further route may weigh more than others need to.
const limits = { script: 49_000, style: 10_000, visit: 120_000, route: 18_000 };
const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));

const size = (file) =>
  statSync(`dist/${file}.br`, { throwIfNoEntry: false })?.size ?? statSync(`dist/${file}`).size;
const sum = (files) => [...files].reduce((total, file) => total + size(file), 0);

/** What a chunk needs at once, with its styles: what it imports, not what it may import later. */
function needs(key, found = { scripts: new Set(), styles: new Set() }) {
  const chunk = manifest[key];
  if (!chunk || found.scripts.has(chunk.file)) return found;
  found.scripts.add(chunk.file);
  for (const file of chunk.css ?? []) found.styles.add(file);
  for (const next of chunk.imports ?? []) needs(next, found);
  return found;
}

const pages = Object.keys(manifest).filter(
  (key) => /features\/.*\.svelte$/.test(key) && manifest[key].isDynamicEntry,
);
const signIn = pages.find((key) => key.endsWith('/SignIn.svelte'));
const texts = Object.keys(manifest).filter((key) =>
  /messages\/en\/(?:shell|ui|accounts)$/.test(key),
);
// The sign-in page stands for the first route: the entry, its texts and itself.
const first = { scripts: new Set(), styles: new Set() };
for (const key of ['index.html', signIn, ...texts]) needs(key, first);

/** What a page adds to what the first route has brought already. */
const added = (key) => sum([...needs(key).scripts].filter((file) => !first.scripts.has(file)));
const heaviest = pages.toSorted((a, b) => added(b) - added(a))[0];

const fonts = ['sans', 'serif'].flatMap((kind) =>
  Object.values(manifest)
    .flatMap((chunk) => chunk.assets ?? [])
    .filter((file) => file.endsWith('.woff2') && file.includes(kind) && /latin-(?!ext)/.test(file)),
);
const script = sum(first.scripts);
const style = sum(first.styles);
const visit = script + style + sum(new Set(fonts)) + size('index.html');

const results = [
  ['JavaScript of the first route', script, limits.script],
  ['styles of the first route', style, limits.style],
  ['first visit with fonts', visit, limits.visit],
  [
    `added by the heaviest further route (${heaviest})`,
    heaviest ? added(heaviest) : 0,
    limits.route,
  ],
];
for (const [name, bytes, limit] of results) {
  console.log(
    `${bytes > limit ? 'TOO BIG' : 'ok     '} ${(bytes / 1000).toFixed(1)} of ${limit / 1000} kB  ${name}`,
  );
}
process.exitCode = results.some(([, bytes, limit]) => bytes > limit) ? 1 : 0;
