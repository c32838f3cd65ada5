// The frame of the staff's screens, for every feature that has some.
export {
  type Category,
  countWaiting,
  type Criterion,
  type EditionFacts,
  type EditionKey,
  type EditionWindow,
  getFacts,
  listEditions,
  listSamples,
  pathOf,
  type Round,
  staffApi,
  type StaffEdition,
  staffPath,
  type Waiting,
} from './data';
export { categoryName, editionOf } from './facts';
export { csvOf, saveFile } from './list/csv';
export { current as currentEdition } from './frame/edition.svelte';
export { holds } from './list/holds';
export { afresh, pageOf, pageSize, trail } from './list/paging';
export { default as StaffList } from './list/StaffList.svelte';
export type { ListView } from './list/views';
export { visited } from './list/visited';
export { default as StaffPage } from './parts/StaffPage.svelte';
export { default as StateTag } from './parts/StateTag.svelte';
export { default as WindowState } from './parts/WindowState.svelte';
export { default as ZonedField } from './parts/ZonedField.svelte';
export { entryStates, type EntryState } from './states';
export { tolerant } from './tolerant';
export { windowName, windowsInOrder } from './windows';
export { instantOf, wallOf, zonedText } from './zoned';
