/** What people type for a letter with an accent, and in which case, does not matter. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

/** The places whose words begin with every word that was typed, in any order. */
export function narrow<Place extends { label: string; where?: string }>(
  typed: string,
  places: Place[],
): Place[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  return places.filter(({ label, where = '' }) => {
    const words = plain(`${label} ${where}`).split(/[^\p{Letter}\p{Number}]+/u);
    return wanted.every((begin) => words.some((word) => word.startsWith(begin)));
  });
}
