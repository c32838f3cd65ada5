/** Between a panel and the lower edge of the window, in pixels. */
const below = 16;

/**
 * Keeps a sticky panel in sight without a scroll box: one that is higher than the window goes along with the page, either
 * way, until its end is there. `top` is how far from the upper edge it stays.
 */
export function travel(panel: HTMLElement, top: number): () => void {
  let at = top;
  let last = scrollY;
  const fit = (): void => {
    const lowest = Math.min(top, innerHeight - panel.offsetHeight - below);
    at = Math.max(lowest, Math.min(top, at - (scrollY - last)));
    last = scrollY;
    panel.style.insetBlockStart = `${at}px`;
  };
  const size = new ResizeObserver(fit);
  size.observe(panel);
  addEventListener('scroll', fit, { passive: true });
  addEventListener('resize', fit);
  return () => {
    size.disconnect();
    removeEventListener('scroll', fit);
    removeEventListener('resize', fit);
  };
}
