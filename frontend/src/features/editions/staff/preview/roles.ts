/** Those as whom an edition can be looked at. */
export const roles = ['visitor', 'entrant', 'judge'] as const;
