// Compares the build with its budgets (brotli, as sent): fails when a visit became too heavy.
import { readdirSync, statSync } from 'node:fs';

/**
 * Bytes of each file. A first visit needs the shell, its styles and the fonts; people who write, judge or
 * organise then get one or two files more, each with its styles. On a slow line a round trip costs as
 * much as 80 kB, so files are few and hold whole kinds of work.
 */
const limits = {
  shell: 45_000,
  forms: 30_000,
  entrant: 28_000,
  organisations: 8_000,
  judge: 22_000,
  staff: 78_000,
  setup: 20_000,
  people: 18_000,
  nominees: 6_000,
};
const styles = {
  shell: 6_000,
  forms: 3_000,
  entrant: 3_000,
  organisations: 1_000,
  judge: 4_000,
  staff: 8_000,
  setup: 2_000,
  people: 1_000,
  nominees: 1_000,
};
const mostVisit = 110_000;

const files = readdirSync('dist/assets');
const size = (file) =>
  statSync(`dist/${file}.br`, { throwIfNoEntry: false })?.size ?? statSync(`dist/${file}`).size;
const sum = (pattern) =>
  files
    .filter((file) => pattern.test(file))
    .reduce((total, file) => total + size(`assets/${file}`), 0);

const fonts = sum(/^source-(?:sans-3|serif-4)-latin-(?!ext).*\.woff2$/);
const visit = sum(/^shell-.*\.(?:js|css)$/) + fonts + size('index.html');
const known = new RegExp(`^(?:${Object.keys(limits).join('|')})-.*\\.js$`);
const strays = files.filter((file) => file.endsWith('.js') && !known.test(file)).length;

const results = [
  ...Object.entries(limits).map(([name, limit]) => [
    `JavaScript: ${name}`,
    sum(new RegExp(`^${name}-.*\\.js$`)),
    limit,
  ]),
  ...Object.entries(styles).map(([name, limit]) => [
    `styles: ${name}`,
    sum(new RegExp(`^${name}-.*\\.css$`)),
    limit,
  ]),
  ['first visit with fonts', visit, mostVisit],
];
for (const [name, bytes, limit] of results) {
  console.log(
    `${bytes > limit ? 'TOO BIG' : 'ok     '} ${(bytes / 1000).toFixed(1)} of ${limit / 1000} kB  ${name}`,
  );
}
if (strays > 0) console.log(`TOO MANY ${strays} files of JavaScript beside these`);
process.exitCode = strays > 0 || results.some(([, bytes, limit]) => bytes > limit) ? 1 : 0;
