export { Attempt } from './attempt.svelte';
export { Autosave, type Current, type Saved } from './autosave.svelte';
export { serverNow } from './clock';
export { isSharedComputer, setSharedComputer } from './drafts';
export { Resource } from './resource.svelte';
export type { SaveState } from './save-state';
