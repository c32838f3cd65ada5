import { request } from '~/api';

/** How high the rows of tables are. */
export type Density = 'tight' | 'normal' | 'roomy';

/** What each person chooses for themselves. */
export interface Preferences {
  density: Density;
  /** Where digits are scores: in a scale alone, or anywhere on the page. */
  digits: 'scale' | 'anywhere';
  /** How wide, how large and in which light somebody reads. */
  'reading.width': 'narrow' | 'normal' | 'wide';
  'reading.size': 'small' | 'normal' | 'large';
  'reading.theme': 'system' | 'light' | 'dark';
  /** The columns of a list that are not shown. */
  [columns: `columns.${string}`]: string[];
}

const place = 'palmares.preferences';
let person: string | undefined;
let kept = $state.raw<Partial<Preferences>>(read());

function read(): Partial<Preferences> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}

function keep(): void {
  try {
    localStorage.setItem(place, JSON.stringify(kept));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** What the server keeps under a name: it allows letters, digits and hyphens only. */
interface Kept {
  name: string;
  value: unknown;
}

const isKept = (one: unknown): one is Kept =>
  typeof one === 'object' && one !== null && 'name' in one && 'value' in one;

const addressOf = (name: string): string =>
  `/api/me/preferences/${name.toLowerCase().replace(/[^a-z\d]+/g, '-')}`;

/** The choices of the person at this device. */
export const preferences = {
  get<Name extends keyof Preferences>(name: Name): Preferences[Name] | undefined {
    return (kept as Preferences)[name];
  },

  set<Name extends keyof Preferences>(name: Name, value: Preferences[Name]): void {
    kept = { ...kept, [name]: value };
    keep();
    // On another device it comes with the next sign-in. Not worth a word when it cannot be sent.
    if (person)
      void request('PUT', addressOf(name), { body: { value: { name, value } } }).catch(
        () => undefined,
      );
  },

  /** Who is here now. Asks for what they chose on another device when they have just come; nobody's choices stay. */
  async of(who: string | undefined, { anew = false } = {}): Promise<void> {
    person = who;
    if (who && !anew) return;
    // Whoever comes next does not find what another person chose.
    kept = {};
    keep();
    if (!who) return;
    const all = await request<Record<string, unknown>>('GET', '/api/me/preferences');
    kept = Object.fromEntries(
      Object.values(all)
        .filter(isKept)
        .map(({ name, value }) => [name, value]),
    ) as Partial<Preferences>;
    keep();
  },
};
