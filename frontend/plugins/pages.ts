import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The paths of all pages, as they stand in each `routes.ts` of the features. */
export async function pagePaths(src: string): Promise<string[]> {
  const features = join(src, 'features');
  const files = (await readdir(features, { recursive: true })).filter((file) =>
    /(?:^|\/)routes\.ts$/.test(file),
  );
  const texts = await Promise.all(files.map((file) => readFile(join(features, file), 'utf8')));
  return texts
    .flatMap((text) => [...text.matchAll(/\bpath:\s*'([^']+)'/g)].map((found) => found[1]!))
    .sort();
}

/** Writes `pages.json`, by which the server tells an address of a page from one of nothing. */
export function pages(): Plugin {
  let root = '.';
  return {
    name: 'palmares:pages',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle() {
      const source = JSON.stringify(await pagePaths(join(root, 'src')));
      this.emitFile({ type: 'asset', fileName: 'pages.json', source });
    },
  };
}
