import MessageFormat from '@messageformat/core';
import compileModule from '@messageformat/core/compile-module.js';
import { parse, type Token } from '@messageformat/parser';

/** The texts of one feature in one language: key → ICU message. */
export type Catalogue = Record<string, string>;

type ArgumentType = 'string | number' | 'number' | (string & {});

/** The arguments an ICU message needs, by name, with the TypeScript type of each. */
export function argumentsOf(message: string): Map<string, ArgumentType> {
  const found = new Map<string, ArgumentType>();
  collect(parse(message), found);
  return found;
}

function collect(tokens: Token[], found: Map<string, ArgumentType>): void {
  for (const token of tokens) {
    if (token.type === 'argument') {
      if (!found.has(token.arg)) found.set(token.arg, 'string | number');
    } else if (token.type === 'plural' || token.type === 'selectordinal') {
      found.set(token.arg, 'number');
      for (const one of token.cases) collect(one.tokens, found);
    } else if (token.type === 'select') {
      found.set(token.arg, selectType(token.cases.map((one) => one.key)));
      for (const one of token.cases) collect(one.tokens, found);
    } else if (token.type === 'function') {
      throw new Error(
        `{${token.arg}, ${token.key}} is not supported: format the value with fmt first`,
      );
    }
  }
}

function selectType(keys: string[]): string {
  const named = keys.filter((key) => key !== 'other').map((key) => JSON.stringify(key));
  return [...named, '(string & {})'].join(' | ');
}

/** What is wrong with a catalogue compared with its source; empty when nothing is. */
export function faults(language: string, source: Catalogue, catalogue: Catalogue): string[] {
  const found: string[] = [];
  for (const key of Object.keys(source)) {
    if (!(key in catalogue)) found.push(`${key}: is missing`);
  }
  for (const [key, message] of Object.entries(catalogue)) {
    const original = source[key];
    if (original === undefined) {
      found.push(`${key}: is not in the source language`);
      continue;
    }
    try {
      const wanted = [...argumentsOf(original).keys()].sort().join(', ');
      const given = [...argumentsOf(message).keys()].sort().join(', ');
      if (wanted !== given) found.push(`${key}: uses {${given}} where the source has {${wanted}}`);
      found.push(...missingPlurals(language, key, parse(message)));
    } catch (error) {
      found.push(`${key}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return found;
}

function missingPlurals(language: string, key: string, tokens: Token[]): string[] {
  const found: string[] = [];
  for (const token of tokens) {
    if (!('cases' in token)) continue;
    if (token.type !== 'select') {
      const type = token.type === 'plural' ? 'cardinal' : 'ordinal';
      const forms = new Intl.PluralRules(language, { type }).resolvedOptions().pluralCategories;
      const given = token.cases.map((one) => one.key);
      for (const form of forms) {
        if (!given.includes(form)) found.push(`${key}: lacks the plural form "${form}"`);
      }
    }
    for (const one of token.cases) found.push(...missingPlurals(language, key, one.tokens));
  }
  return found;
}

/** JavaScript of a module whose default export maps each key to its function. */
export function compile(language: string, catalogue: Catalogue): string {
  const format = new MessageFormat(language, { strictPluralKeys: true });
  return compileModule(format, catalogue);
}

/** Type declarations of every feature's keys and their arguments. */
export function declareTypes(sources: Map<string, Catalogue>): string {
  const features = [...sources].map(([feature, catalogue]) => {
    const keys = Object.entries(catalogue).map(([key, message]) => {
      const needed = [...argumentsOf(message)].map(([name, type]) => `${name}: ${type}`);
      return `    ${JSON.stringify(key)}: ${needed.length ? `{ ${needed.join('; ')} }` : 'undefined'};`;
    });
    return `  ${JSON.stringify(feature)}: {\n${keys.join('\n')}\n  };`;
  });
  return `// Written from messages/*/en.json by plugins/messages.ts; not committed.\nexport interface Messages {\n${features.join('\n')}\n}\n`;
}
