import { lookUp } from '~/text';
import type { EditionWindow } from './data';

/** The windows of an edition by their beginning. */
export function windowsInOrder(windows: Record<string, EditionWindow>): [string, EditionWindow][] {
  return Object.entries(windows).sort(([, a], [, b]) => Date.parse(a.from) - Date.parse(b.from));
}

/** What a window is for; its key in words when we have none of our own. */
export function windowName(key: string): string {
  const plain = key.replaceAll('_', ' ');
  return lookUp('staff', `window_name.${key}`) ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}
