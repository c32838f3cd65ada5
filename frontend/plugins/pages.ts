import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { chunkOf } from './chunks.ts';

/** A page by its address, and the module that draws it where that is written beside it. */
interface PageRoute {
  path: string;
  module?: string;
}

/** All pages, as they stand in each `routes.ts` of the features. */
async function pageRoutes(src: string): Promise<PageRoute[]> {
  const features = join(src, 'features');
  const files = (await readdir(features, { recursive: true })).filter((file) =>
    /(?:^|\/)routes\.ts$/.test(file),
  );
  const all = files.map(async (file) => {
    const text = await readFile(join(features, file), 'utf8');
    const found = text.matchAll(/\bpath:\s*'([^']+)'(?:[^}]*?\bimport\('([^']+)'\))?/g);
    return [...found].map(([, path = '', module]) => ({
      path,
      module: module && join(features, dirname(file), module),
    }));
  });
  const routes = (await Promise.all(all)).flat();
  return routes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The paths of all pages. */
export async function pagePaths(src: string): Promise<string[]> {
  return (await pageRoutes(src)).map(({ path }) => path);
}

/**
 * Writes `pages.json`, by which the server tells an address of a page from one of nothing, and names the
 * files that a page needs beside the shell before the shell has asked for them.
 */
export function pages(): Plugin {
  let root = '.';
  return {
    name: 'palmares:pages',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle(_, bundle) {
      const named = (name: string): string[] => {
        const found = Object.values(bundle).find(
          (one) => one.type === 'chunk' && one.name === name,
        );
        if (found?.type !== 'chunk') return [];
        return [found.fileName, ...(found.viteMetadata?.importedCss ?? [])];
      };
      const filesOf = (module = ''): string[] => {
        const chunk = chunkOf(module) ?? 'shell';
        return module && chunk !== 'shell' ? [...new Set(['forms', chunk])].flatMap(named) : [];
      };
      const routes = await pageRoutes(join(root, 'src'));
      const list = routes.map(({ path, module }) => ({ path, files: filesOf(module) }));
      this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(list) });
    },
  };
}
