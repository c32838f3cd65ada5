// What other features use of the calls.
export {
  type AnswerKind,
  type Call,
  callPath,
  type Category,
  type Choice,
  type Criterion,
  type EditionKey,
  type EditionSummary,
  type Field,
  getCall,
  listEditions,
  type Section,
} from './data';
export { factText } from './facts';
export { limitsOf } from './limits';
export { default as Deadline } from './parts/Deadline.svelte';
export { type Dated, isPart, nextDates } from './dates';
