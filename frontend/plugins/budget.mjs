// Compares the build with its budgets (brotli, as sent): fails when a first visit became too heavy.
import { readdirSync, readFileSync, statSync } from 'node:fs';

const limits = { script: 45_000, style: 10_000, visit: 120_000, route: 12_000 };
const assets = 'dist/assets/';
const size = (file) =>
  statSync(`${file}.br`, { throwIfNoEntry: false })?.size ?? statSync(file).size;

const page = readFileSync('dist/index.html', 'utf8');
const files = readdirSync(assets).filter((file) => !/\.(?:br|gz)$/.test(file));

/** Files a script needs at once: what it imports, not what it may import later. */
function needs(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  const code = readFileSync(assets + file, 'utf8');
  for (const [, name] of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    needs(name, found);
  return found;
}

const entry = /src="\/assets\/([^"]+\.js)"/.exec(page)?.[1] ?? '';
// The sign-in page stands for the first route: the entry, its texts and itself.
const first = [
  entry,
  ...files.filter((file) => /^(?:SignIn|ui|shell|accounts)-.*\.js$/.test(file)),
];
const scripts = new Set(first.flatMap((file) => [...needs(file)]));
const sum = (list) => list.reduce((total, file) => total + size(assets + file), 0);

const script = sum([...scripts]);
const style = sum(files.filter((file) => file.endsWith('.css')));
const fonts = sum(files.filter((file) => /latin-(?!ext).*\.woff2$/.test(file)));
const routes = files.filter((file) => /^[A-Z].*\.js$/.test(file));
const heaviest = routes.sort((a, b) => size(assets + b) - size(assets + a))[0];

const results = [
  ['JavaScript of the first route', script, limits.script],
  ['all CSS', style, limits.style],
  ['first visit with fonts', script + style + fonts + size('dist/index.html'), limits.visit],
  [`heaviest further route (${heaviest})`, heaviest ? size(assets + heaviest) : 0, limits.route],
];
for (const [name, bytes, limit] of results) {
  console.log(
    `${bytes > limit ? 'TOO BIG' : 'ok     '} ${(bytes / 1000).toFixed(1)} of ${limit / 1000} kB  ${name}`,
  );
}
process.exitCode = results.some(([, bytes, limit]) => bytes > limit) ? 1 : 0;
