import { Trail } from './listing';

/** The pages of lists this visit has seen. */
export const trail = new Trail();
