import loaders from 'virtual:messages';

const storageKey = 'palmares.language';

/** The languages the interface is translated into. */
export const languages: readonly string[] = Object.keys(loaders);

/** The interface language of this visit: chosen before, else the browser's wish, else English. */
export const language: string = choose();

/** The tag given to `Intl`: plain "en" would print American dates, en-IE "GMT+2" for "CEST". */
export const intlLocale: string = language === 'en' ? 'en-GB' : language;

/** Names in the order of the interface language, numbers by their value. */
export const compareNames = new Intl.Collator(intlLocale, { numeric: true }).compare;

/** Keeps the choice and reloads the page in the new language. */
export function switchLanguage(next: string): void {
  localStorage.setItem(storageKey, next);
  location.reload();
}

function choose(): string {
  if (typeof navigator === 'undefined') return 'en';
  const wishes = [localStorage.getItem(storageKey), ...navigator.languages];
  for (const wish of wishes) {
    const base = wish?.split('-')[0];
    if (base && languages.includes(base)) return base;
  }
  return 'en';
}
