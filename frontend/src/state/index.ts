export { Attempt } from './attempt.svelte';
export { Autosave, type Current, type Saved } from './autosave.svelte';
export { serverNow } from './clock';
export { isSharedComputer, type Kept, setSharedComputer } from './drafts';
export { keepFocus } from './focus';
export { type Put, sendPut } from './put';
export { Resource } from './resource.svelte';
export type { SaveState } from './save-state';
export { sender } from './sender.svelte';
