import { Resource } from '~/state';
import { type EditionFacts, type EditionKey, getFacts } from './data';

let known: Readonly<Record<string, EditionFacts>> = {};

const nameOf = (key: EditionKey): string => `${key.programme}/${key.edition}`;

/** Two parts of a screen that want the same rules ask once. */
const asked = new Map<string, Promise<EditionFacts>>();

function ask(key: EditionKey): Promise<EditionFacts> {
  const name = nameOf(key);
  const answer = asked.get(name) ?? getFacts(key).finally(() => asked.delete(name));
  asked.set(name, answer);
  return answer;
}

/** The rules of the edition in the address; those of the screen before are shown until they are here. */
export function editionFacts(
  key: () => EditionKey | undefined,
): Resource<EditionFacts | undefined, EditionKey | undefined> {
  const facts = new Resource(key, async (wanted) => {
    if (!wanted) return undefined;
    const found = await ask(wanted);
    known = { ...known, [nameOf(wanted)]: found };
    return found;
  });
  const first = key();
  if (first) facts.data = known[nameOf(first)];
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
