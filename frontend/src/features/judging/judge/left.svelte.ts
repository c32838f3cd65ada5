/** A word about an entry that has just left the list; said on the next screen and then forgotten. */
class Left {
  #said = $state.raw<{ text: string; on: string }>();

  /** Leaves the word for the screen at this address. */
  say(text: string, on: string): void {
    this.#said = { text, on };
  }

  /** The word for a screen, if there is one. */
  on(path: string): string | undefined {
    return this.#said?.on === path ? this.#said.text : undefined;
  }

  /** Call it when a screen goes. */
  forget(path: string): void {
    if (this.#said?.on === path) this.#said = undefined;
  }
}

export const left = new Left();
