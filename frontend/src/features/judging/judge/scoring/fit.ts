/** Between the panel and the edge of the window, in pixels. */
const marginPx = 16;

/**
 * Keeps a panel's foot in the window wherever the page is scrolled: what the panel holds
 * scrolls inside. `active` tells whether there is room for that at all.
 */
export function fitWindow(panel: HTMLElement, active: () => boolean): () => void {
  const fit = (): void => {
    const top = Math.max(marginPx, panel.getBoundingClientRect().top);
    panel.style.maxBlockSize = active() ? `${innerHeight - top - marginPx}px` : '';
  };
  fit();
  addEventListener('scroll', fit, { passive: true });
  addEventListener('resize', fit);
  return () => {
    removeEventListener('scroll', fit);
    removeEventListener('resize', fit);
  };
}
