/** Number of words by the rule of the call: maximal runs without white space, as the server counts them. */
export function countWords(text: string): number {
  return text.match(/\P{White_Space}+/gu)?.length ?? 0;
}

/** Number of characters as the server counts them: code points. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
