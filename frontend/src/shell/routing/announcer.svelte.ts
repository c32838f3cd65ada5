let said = $state('');

/** Speaks to people who do not see the screen. Not for errors: those stand in the page. */
export function announce(text: string): void {
  // The same words twice would be silent.
  said = said === text ? `${text}\u00a0` : text;
}

/** What the live region holds. */
export function announcement(): string {
  return said;
}
