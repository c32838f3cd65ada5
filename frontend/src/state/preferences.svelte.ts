/** How high the rows of tables are. */
export type Density = 'tight' | 'normal' | 'roomy';

/** A list as somebody likes to find it again. */
export interface OwnView {
  name: string;
  /** The part of the address after the question mark. */
  query: string;
}

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
  [views: `views.${string}`]: OwnView[];
}

const place = 'palmares.preferences';
let kept = $state.raw<Partial<Preferences>>(read());

function read(): Partial<Preferences> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}

/** The choices of the person at this device. */
export const preferences = {
  get<Name extends keyof Preferences>(name: Name): Preferences[Name] | undefined {
    return (kept as Preferences)[name];
  },

  set<Name extends keyof Preferences>(name: Name, value: Preferences[Name]): void {
    kept = { ...kept, [name]: value };
    try {
      localStorage.setItem(place, JSON.stringify(kept));
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  },
};
