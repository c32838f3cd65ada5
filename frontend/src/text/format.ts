import { intlLocale } from './locale';
import { messages } from './messages';

const t = messages('ui');

const number = new Intl.NumberFormat(intlLocale);
const clockTime = new Intl.DateTimeFormat(intlLocale, { timeStyle: 'medium', hourCycle: 'h23' });
const list = new Intl.ListFormat(intlLocale);
let regions: Intl.DisplayNames | undefined;

/** Writes values the way the interface language does. Times are RFC 3339 strings or Dates. */
export const fmt = {
  number: (value: number): string => number.format(value),

  /** A number saved as text, with what is counted: "1200.50" → "1,200.50 €". */
  amount: (text: string, unit?: string | null): string => {
    const written = text.replace(/^\d+(?:\.(\d{1,2}))?(?= |$)/, (digits, decimals?: string) =>
      new Intl.NumberFormat(intlLocale, {
        minimumFractionDigits: decimals?.length ?? 0,
        maximumFractionDigits: 2,
      }).format(Number(digits)),
    );
    return unit ? `${written}\u00a0${unit}` : written;
  },

  /** `ratio` 0–1. */
  percent: (ratio: number, digits = 0): string =>
    new Intl.NumberFormat(intlLocale, { style: 'percent', maximumFractionDigits: digits }).format(
      ratio,
    ),

  date: (at: string | Date, timeZone?: string): string =>
    new Intl.DateTimeFormat(intlLocale, { dateStyle: 'long', timeZone }).format(new Date(at)),

  shortDate: (at: string | Date, timeZone?: string): string =>
    new Intl.DateTimeFormat(intlLocale, { dateStyle: 'medium', timeZone }).format(new Date(at)),

  /** A deadline: date, time and zone, because "closes on 11 December" starts disputes. */
  instant: (at: string | Date, timeZone?: string): string =>
    new Intl.DateTimeFormat(intlLocale, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
      timeZone,
    }).format(new Date(at)),

  /** The same to the second, for receipts. */
  instantExact: (at: string | Date, timeZone?: string): string =>
    new Intl.DateTimeFormat(intlLocale, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
      timeZone,
    }).format(new Date(at)),

  /** The end of a window. At midnight it is the last minute of a day: "30 June 2023, 23:59 CEST (end of the day)". */
  deadline: (at: string, timeZone?: string): string => {
    const midnight = new Intl.DateTimeFormat('en', {
      timeStyle: 'medium',
      hourCycle: 'h23',
      timeZone,
    });
    if (midnight.format(new Date(at)) !== '00:00:00') return fmt.instant(at, timeZone);
    const date = fmt.date(new Date(Date.parse(at) - 1), timeZone);
    return t('end_of_day', { date, zone: zoneName(at, timeZone) });
  },

  /** Hours, minutes and seconds of today: "23:41:07". */
  time: (at: string | Date): string => clockTime.format(new Date(at)),

  /** "2023-05" → "May 2023". */
  month: (yearMonth: string): string =>
    new Intl.DateTimeFormat(intlLocale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${yearMonth}-01T00:00:00Z`),
    ),

  /** A day of a calendar, whatever the zone: "1 July 2026". */
  day: (date: string): string =>
    new Intl.DateTimeFormat(intlLocale, { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    ),

  /** An answer of one line, by its kind. */
  answer: (kind: string, text: string): string => {
    if (kind === 'month' && isDay(`${text}-01`)) return fmt.month(text);
    if (kind === 'date' && isDay(text)) return fmt.day(text);
    if (kind === 'number') return fmt.amount(text);
    return kind === 'country' ? fmt.country(text) : text;
  },

  /** Name of an ISO 3166 country code. */
  country: (code: string): string => {
    regions ??= new Intl.DisplayNames(intlLocale, { type: 'region', fallback: 'code' });
    return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code;
  },

  /** How long to wait: "40 seconds", "15 minutes", "3 hours", rounded up. */
  wait: (seconds: number): string => {
    const [unit, length] =
      seconds <= 90 ? ['second', 1] : seconds <= 90 * 60 ? ['minute', 60] : ['hour', 3600];
    return new Intl.NumberFormat(intlLocale, {
      style: 'unit',
      unit: unit as string,
      unitDisplay: 'long',
    }).format(Math.ceil(seconds / (length as number)));
  },

  list: (items: string[]): string => list.format(items),

  /** Steps of 1024, as file managers and the limits of a call count. */
  bytes: (size: number): string => {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
    const step = Math.min(3, size < 1 ? 0 : Math.floor(Math.log2(size) / 10));
    return new Intl.NumberFormat(intlLocale, {
      style: 'unit',
      unit: units[step],
      // The short form of bytes is "byte", however many there are.
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: step > 1 ? 1 : 0,
    }).format(size / 1024 ** step);
  },
};

/** Whether it is a day of the calendar: 31 June would become 1 July. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The short name a zone has at an instant, such as "CEST". */
function zoneName(at: string, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat(intlLocale, {
    timeZoneName: 'short',
    timeZone,
  }).formatToParts(new Date(at));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}
