export { fmt } from './format';
export { compareNames, intlLocale, language, languages, switchLanguage } from './locale';
export { lookUp, messages, type Feature } from './messages';
export { default as Localised } from './Localised.svelte';
