import { Resource } from '~/state';
import { type EditionFacts, type EditionKey, getFacts } from './data';

let known: Readonly<Record<string, EditionFacts>> = {};

const nameOf = (key: EditionKey): string => `${key.programme}/${key.edition}`;

/** The rules of the edition in the address; those of the screen before are shown until they are here. */
export function editionFacts(key: () => EditionKey): Resource<EditionFacts, EditionKey> {
  const facts = new Resource(key, async (wanted, signal) => {
    const found = await getFacts(wanted, signal);
    known = { ...known, [nameOf(wanted)]: found };
    return found;
  });
  facts.data = known[nameOf(key())];
  return facts;
}

/** The edition that the parts of an address name. */
export function editionOf(params: Record<string, string>): EditionKey {
  return { programme: params['programme'] ?? '', edition: params['edition'] ?? '' };
}

/** The name of a category, or its key while the rules are not known. */
export function categoryName(facts: EditionFacts | undefined, key: string): string {
  return facts?.categories.find((category) => category.key === key)?.name ?? key;
}
