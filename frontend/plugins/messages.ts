import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import { type Catalogue, compile, declareTypes, faults } from './messages-compile.ts';

const source = 'en';
const index = 'virtual:messages';

/**
 * Turns `messages/<feature>/<language>.json` (ICU) into one module per language and feature,
 * and writes the types of all keys and arguments to `src/text/keys.d.ts`.
 */
export function messages(root = process.cwd()): Plugin {
  const folder = join(root, 'messages');
  return {
    name: 'palmares:messages',
    buildStart() {
      writeTypes(root);
      const found = check(folder);
      if (found.length) this.error(`Texts are not complete:\n  ${found.join('\n  ')}`);
      for (const { file } of catalogues(folder)) this.addWatchFile(file);
    },
    resolveId(id) {
      return id === index || id.startsWith(`${index}/`) ? `\0${id}` : undefined;
    },
    load(id) {
      if (id === `\0${index}`) return loaders(folder);
      if (!id.startsWith(`\0${index}/`)) return undefined;
      const [language = '', feature = ''] = id.slice(index.length + 2).split('/');
      return compile(language, read(join(folder, feature, `${language}.json`)));
    },
    configureServer(server) {
      server.watcher.add(folder);
      server.watcher.on('change', (file) => {
        if (file.startsWith(folder)) reload(server, root);
      });
    },
  };
}

/** Writes `src/text/keys.d.ts`, from which `t` knows its keys and arguments. */
export function writeTypes(root: string): void {
  const sources = new Map<string, Catalogue>();
  for (const { feature, language, file } of catalogues(join(root, 'messages'))) {
    if (language === source) sources.set(feature, read(file));
  }
  const target = join(root, 'src/text/keys.d.ts');
  const text = declareTypes(sources);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

function check(folder: string): string[] {
  return catalogues(folder).flatMap(({ feature, language, file }) => {
    const original = read(join(folder, feature, `${source}.json`));
    return faults(language, original, read(file)).map((one) => `${feature}/${language}: ${one}`);
  });
}

function reload(server: ViteDevServer, root: string): void {
  writeTypes(root);
  server.moduleGraph.invalidateAll();
  server.ws.send({ type: 'full-reload' });
}

function catalogues(folder: string): { feature: string; language: string; file: string }[] {
  return readdirSync(folder)
    .sort()
    .flatMap((feature) =>
      readdirSync(join(folder, feature))
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => ({
          feature,
          language: file.replace(/\.json$/, ''),
          file: join(folder, feature, file),
        })),
    );
}

function read(file: string): Catalogue {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function loaders(folder: string): string {
  const byLanguage = new Map<string, string[]>();
  for (const { feature, language } of catalogues(folder)) {
    const line = `${JSON.stringify(feature)}: () => import('${index}/${language}/${feature}')`;
    byLanguage.set(language, [...(byLanguage.get(language) ?? []), line]);
  }
  const languages = [...byLanguage].map(
    ([language, lines]) => `${JSON.stringify(language)}: { ${lines.join(', ')} }`,
  );
  return `export default { ${languages.join(', ')} };`;
}
