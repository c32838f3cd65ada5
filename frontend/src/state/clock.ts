let offsetMs = 0;

/** The server's clock in milliseconds, as well as this device can tell. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}

/** The same as RFC 3339. */
export function serverInstant(): string {
  return new Date(serverNow()).toISOString();
}

/** Learns the offset from an answer's `Date` header; half the trip is taken as its age. */
export function learnServerTime(date: string | null, sentAt: number): void {
  const server = date ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(server)) return;
  const received = Date.now();
  // The header has whole seconds: on average it lags by half of one.
  const learned = server + 500 - (received + sentAt) / 2;
  // A difference under a second is the header's own coarseness, not a wrong clock.
  offsetMs = Math.abs(learned) < 1000 ? 0 : learned;
}
