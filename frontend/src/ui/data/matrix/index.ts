export { default as Matrix } from './Matrix.svelte';
export type { MatrixCell, MatrixColumn, MatrixRow, Sign } from './shapes';
