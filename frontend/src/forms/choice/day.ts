import { intlLocale } from '~/text';

/** A date in its parts, as they are saved: year, month and day. */
export type Parts = readonly [year: string, month: string, day: string];

const names = new Intl.DateTimeFormat(intlLocale, { month: 'long', timeZone: 'UTC' });

/** The months by name. */
export const months = Array.from({ length: 12 }, (_, i) => ({
  value: String(i + 1).padStart(2, '0'),
  label: names.format(Date.UTC(2023, i, 15)),
}));

/** Puts parts together once they are whole; without days, as "2023-05". */
export function joined([year, month, day]: Parts, days: boolean): string {
  if (!/^\d{4}$/.test(year) || !month) return '';
  if (!days) return `${year}-${month}`;
  return /^\d{1,2}$/.test(day) ? `${year}-${month}-${day.padStart(2, '0')}` : '';
}

/** A date as people paste it: 2026-07-01, 1.7.2026, 01/07/2026 or 1 July 2026; the day comes first. */
export function readDate(text: string): Parts | undefined {
  const plain = text.trim();
  const [, y = '', ym = '', yd = ''] =
    /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(plain) ?? [];
  if (y) return parts(y, ym, yd);
  const [, d = '', m = '', year = ''] =
    /^(?:(\d{1,2})(?:[-/.]|\. |\s))?\s*(\d{1,2}|\p{L}{3,})(?:[-/.]|\. |\s)\s*(\d{4})$/u.exec(
      plain,
    ) ?? [];
  return year ? parts(year, monthOf(m), d) : undefined;
}

function monthOf(text: string): string {
  const found = months.find(({ label }) => label.toLowerCase().startsWith(text.toLowerCase()));
  return found?.value ?? text;
}

function parts(year: string, month: string, day: string): Parts | undefined {
  const value = month.padStart(2, '0');
  if (!months.some((one) => one.value === value) || Number(day || 1) > 31) return undefined;
  return [year, value, day && String(Number(day))];
}
