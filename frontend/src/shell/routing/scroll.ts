const waitMs = 1500;
const storageKey = 'palmares.scroll';

/** Remembers how far each place of the history was scrolled, also over a reload. */
export class ScrollMemory {
  readonly #kept = new Map<number, number>();
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Takes up what was kept before a reload; `present` tells the place one is at. */
  start(present: () => number): void {
    for (const [index, y] of stored()) this.#kept.set(index, y);
    addEventListener('pagehide', () => {
      this.keep(present());
      sessionStorage.setItem(storageKey, JSON.stringify([...this.#kept]));
    });
  }

  /** A place of which nothing is kept, for an address that was typed or opened from elsewhere. */
  get unused(): number {
    return Math.max(-1, ...this.#kept.keys()) + 1;
  }

  keep(index: number): void {
    this.#kept.set(index, scrollY);
  }

  /** Scrolls back; waits a little for a page that has to load before it is long enough. */
  bringBack(index: number): void {
    clearInterval(this.#timer);
    const target = this.#kept.get(index) ?? 0;
    const until = Date.now() + waitMs;
    const attempt = (): void => {
      const longEnough = document.documentElement.scrollHeight >= target + innerHeight;
      if (longEnough || Date.now() > until) clearInterval(this.#timer);
      scrollTo(0, target);
    };
    attempt();
    if (scrollY < target) this.#timer = setInterval(attempt, 100);
    const stop = (): void => clearInterval(this.#timer);
    for (const event of ['wheel', 'touchstart', 'keydown']) {
      addEventListener(event, stop, { once: true, passive: true });
    }
  }
}

function stored(): [number, number][] {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
  } catch {
    return [];
  }
}
