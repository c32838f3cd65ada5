import loaders from 'virtual:messages';
import type { Messages } from './keys';
import { language } from './locale';

/** A folder of `messages/`. */
export type Feature = keyof Messages;

type Arguments<F extends Feature, K extends keyof Messages[F]> = Messages[F][K] extends undefined
  ? []
  : [values: Messages[F][K]];

/** Gives the text of a key; which arguments it needs is known from the English text. */
export type Translate<F extends Feature> = <K extends keyof Messages[F] & string>(
  key: K,
  ...values: Arguments<F, K>
) => string;

type Texts = Record<string, (values?: Record<string, unknown>) => string>;

const loaded = new Map<Feature, Texts>();

/** Fetches the texts of features; the router does this for what a route names. */
export async function loadMessages(features: readonly Feature[]): Promise<void> {
  const wanted = features.filter((feature) => !loaded.has(feature));
  await Promise.all(
    wanted.map(async (feature) => {
      const load = loaders[language]?.[feature] ?? loaders['en']?.[feature];
      if (load) loaded.set(feature, (await load()).default);
    }),
  );
}

/** The texts of one feature: `const t = messages('entries')`, then `t('key', { name })`. */
export function messages<F extends Feature>(feature: F): Translate<F> {
  return (key, ...values) => {
    const text = loaded.get(feature)?.[key];
    return text ? text(values[0] as Record<string, unknown> | undefined) : `${feature}.${key}`;
  };
}

/** The same for a key known only at run time, such as one made from a problem's type. */
export function lookUp(
  feature: Feature,
  key: string,
  values?: Record<string, unknown>,
): string | undefined {
  const text = loaded.get(feature);
  return text && Object.hasOwn(text, key) ? text[key]?.(values) : undefined;
}
