/** Number of words by the rule of the call: maximal runs that `\s` does not match, as the server counts them. */
export function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** Number of characters as the server counts them: code points of the text in NFC. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text.normalize('NFC')) count += 1;
  return count;
}
