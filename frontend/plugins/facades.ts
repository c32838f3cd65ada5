import type { Plugin } from 'vite';

/** All that such a file says. */
const facade = /^export\s*\{\s*([\w$]+) as default\s*\}\s*from\s*"\.\/([^"]+)";\s*$/;

/** A helper of the bundler, shorter than the request for it. */
const runtime = /\/rolldown-runtime-.*\.js$/;

const askingFor = (name: string): RegExp =>
  new RegExp(`\\s*<(?:script|link)[^>]*${name}"[^>]*>(?:</script>)?`);

/** The same code with the helper in it. */
export function withinOf(code: string, name: string, helper: string): string {
  const [, body, given, as] =
    /^([^]*)export\s*\{\s*([\w$]+)(?: as ([\w$]+))?\s*\};?\s*$/.exec(helper) ?? [];
  if (body === undefined) return code;
  const asked = new RegExp(`import\\{${as ?? given} as ([\\w$]+)\\}from"\\./${name}";`);
  return code.replace(asked, (_, own: string) => `var ${own}=(()=>{${body}return ${given}})();`);
}

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
      const helper = Object.values(bundle).find(({ fileName }) => runtime.test(fileName));
      if (helper?.type === 'chunk') {
        // Where it is listed among files to fetch, one that is there already is no further request.
        const shell = Object.keys(bundle).find((file) => /\/shell-.*\.js$/.test(file)) ?? '';
        const name = helper.fileName.replace(/^assets\//, '');
        real.set(name, { file: shell.replace(/^assets\//, ''), name: '' });
        delete bundle[helper.fileName];
        for (const one of Object.values(bundle)) {
          if (one.type === 'chunk') {
            one.code = withinOf(one.code, name, helper.code);
            if (one.code.includes(`"./${name}"`))
              this.error(`${one.fileName} still asks for ${name}`);
          }
          if (one.type === 'asset' && one.fileName === 'index.html')
            one.source = String(one.source).replace(askingFor(name), '');
        }
      }
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
