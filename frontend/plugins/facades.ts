import type { Plugin } from 'vite';

/** All that such a file says. */
const facade = /^export\s*\{\s*([\w$]+) as default\s*\}\s*from\s*"\.\/([^"]+)";\s*$/;

/**
 * A module that stands with others in one file is still asked for by a file of its own, which only says
 * in which file it is: one round trip for nothing. Asks for the real file instead.
 */
export function withoutFacades(): Plugin {
  return {
    name: 'palmares:facades',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const real = new Map<string, { file: string; name: string }>();
      for (const [file, chunk] of Object.entries(bundle)) {
        const [, name, target] = (chunk.type === 'chunk' && facade.exec(chunk.code)) || [];
        if (name && target) real.set(file.replace(/^assets\//, ''), { file: target, name });
      }
      for (const file of real.keys()) delete bundle[`assets/${file}`];
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') chunk.code = direct(chunk.code, real);
      }
    },
  };
}

/** The same code, asking for real files. */
export function direct(code: string, real: Map<string, { file: string; name: string }>): string {
  return code
    .replace(/import\(([`"])\.\/([^`"]+)\1\)/g, (whole, _, file: string) => {
      const one = real.get(file);
      return one ? `import("./${one.file}").then(m=>({default:m.${one.name}}))` : whole;
    })
    .replace(/([`"])assets\/([^`"]+)\1/g, (whole, quote: string, file: string) => {
      const one = real.get(file);
      return one ? `${quote}assets/${one.file}${quote}` : whole;
    });
}
