// Tier 1: what every screen is made of. Knows no award word.
export { default as Button } from './action/Button.svelte';
export { default as Dialog } from './action/Dialog.svelte';
export { default as Disclosure } from './action/Disclosure.svelte';
export { default as Link } from './action/Link.svelte';
export { default as SkipLink } from './action/SkipLink.svelte';
export { default as Tabs } from './action/Tabs.svelte';
export { default as BarChart } from './data/BarChart.svelte';
export { default as Breadcrumb } from './data/Breadcrumb.svelte';
export { default as ColumnChart } from './data/ColumnChart.svelte';
export { default as DataTable } from './data/DataTable.svelte';
export { default as DotPlot } from './data/DotPlot.svelte';
export { default as Figure } from './data/Figure.svelte';
export {
  Matrix,
  type MatrixCell,
  type MatrixColumn,
  type MatrixRow,
  type Sign,
} from './data/matrix';
export { default as Pager } from './data/Pager.svelte';
export type { Column } from './data/table';
export { default as Card } from './Card.svelte';
export { default as Icon, type IconName } from './Icon.svelte';
export { default as Chip } from './list/Chip.svelte';
export { default as ColumnChoice } from './list/ColumnChoice.svelte';
export { default as Drawer } from './list/Drawer.svelte';
export { type Filter, saidOf } from './list/filter';
export { default as FilterBar } from './list/FilterBar.svelte';
export { default as Popover } from './list/Popover.svelte';
export { default as SelectionBar } from './list/SelectionBar.svelte';
export { default as ViewTabs, type View } from './list/ViewTabs.svelte';
export { default as Quote } from './Quote.svelte';
export { default as Countdown } from './status/Countdown.svelte';
export { default as EmptyState } from './status/EmptyState.svelte';
export { default as LastMinutes } from './status/LastMinutes.svelte';
export { default as LooksLike } from './status/LooksLike.svelte';
export { default as Notice } from './status/Notice.svelte';
export { default as Progress } from './status/Progress.svelte';
export { default as SaveStatus } from './status/SaveStatus.svelte';
export { default as Skeleton } from './status/Skeleton.svelte';
export { default as Tag } from './status/Tag.svelte';
