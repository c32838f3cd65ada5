const plain = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Whether the texts hold all words that are searched for, whatever their case and accents. */
export function holds(search: string, ...texts: string[]): boolean {
  if (!search) return true;
  const text = plain(texts.join(' '));
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
