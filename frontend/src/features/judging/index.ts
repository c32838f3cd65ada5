// What pages of other features show of judging.
export { assignPairs } from './staff/data';
export { default as EntryComments } from './staff/parts/comments/EntryComments.svelte';
export { default as EntryConflicts } from './staff/parts/conflicts/EntryConflicts.svelte';
