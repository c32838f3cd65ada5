/** A date and a time of day as people write them: "2023-06-30" and "23:59" (or "23:59:30"). */
export interface Wall {
  date: string;
  time: string;
}

const dayMs = 86_400_000;

function partsIn(zone: string, at: number): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
}

function offsetMs(zone: string, at: number): number {
  const p = partsIn(zone, at);
  const text = `${p['year']}-${p['month']}-${p['day']}T${p['hour']}:${p['minute']}:${p['second']}Z`;
  return Date.parse(text) - Math.floor(at / 1000) * 1000;
}

/** How an instant reads on a clock in a zone; seconds only when there are any. */
export function wallOf(at: string | Date, zone: string): Wall {
  const p = partsIn(zone, new Date(at).getTime());
  const seconds = p['second'] === '00' ? '' : `:${p['second']}`;
  return {
    date: `${p['year']}-${p['month']}-${p['day']}`,
    time: `${p['hour']}:${p['minute']}${seconds}`,
  };
}

/**
 * The instant at which a clock in a zone reads this: the first of two when clocks go back,
 * "skipped" when they go forward over it, undefined while it is not complete.
 */
export function instantOf(wall: Wall, zone: string): Date | 'skipped' | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(wall.date) || !/^\d\d:\d\d(:\d\d)?$/.test(wall.time)) {
    return undefined;
  }
  const asUtc = Date.parse(`${wall.date}T${wall.time}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const offsets = [offsetMs(zone, asUtc - dayMs), offsetMs(zone, asUtc + dayMs)];
  const right = offsets
    .map((offset) => asUtc - offset)
    .filter((at) => at + offsetMs(zone, at) === asUtc)
    .sort((a, b) => a - b);
  return right[0] === undefined ? 'skipped' : new Date(right[0]);
}

/** An instant with offset and zone, as the edition document writes it (RFC 9557). */
export function zonedText(at: Date, zone: string): string {
  const offset = offsetMs(zone, at.getTime());
  const local = new Date(at.getTime() + offset).toISOString().slice(0, 19);
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}[${zone}]`;
}
