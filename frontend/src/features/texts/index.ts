// What staff's first page asks of the texts.
export { kinds, listTexts } from './data';
