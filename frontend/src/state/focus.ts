import { tick } from 'svelte';

/** Lets the reading go on with the page when what had the focus is gone. */
export async function keepFocus(): Promise<void> {
  await tick();
  if (document.activeElement === document.body)
    document.getElementById('main')?.focus({ preventScroll: true });
}
