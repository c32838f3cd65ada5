/** The zone a window is written in: "2023-07-01T00:00:00+02:00[Europe/Brussels]". */
export function zoneOf(local: string, otherwise: string): string {
  return /\[([^\]=]+)\]$/.exec(local)?.[1] ?? otherwise;
}

/** The instant of a moment with its zone. */
export const instantOf = (moment: string): Date => new Date(moment.replace(/\[.*$/, ''));
