/** A separator between thousands: a point, a comma, a space or an apostrophe, but only one kind of them. */
const grouped = /^[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*$/;

/**
 * The number that people of Europe write in many ways, as `1200.50`: 1 200,50 and 1.200,50, 1,200.50 and
 * 1’200.50, also with its unit. At most two decimals are asked for, so that three digits after a point or
 * a comma are thousands. What is no number stays as it was written.
 */
export function plainNumber(written: string, unit = ''): string {
  const spaced = written.replace(/[\s\u00a0\u2009\u202f]+/g, ' ').replace(/[’‘]/g, "'");
  const bare = (unit ? spaced.replace(unit, '') : spaced).trim();
  const [, whole = bare, decimals = ''] = /^(.*\d)[.,](\d{1,2})$/.exec(bare) ?? [];
  const digits = grouped.test(whole) ? whole.replace(/\D/g, '') : whole;
  // 1,200,50 has two marks for decimals.
  const mark = decimals && bare.charAt(whole.length);
  if (!/^\d+$/.test(digits) || (mark && whole.includes(mark))) return written;
  const plain = digits.replace(/^0+(?=\d)/, '');
  return decimals ? `${plain}.${decimals}` : plain;
}

/** Whether it is a number as it is saved. */
export const isPlainNumber = (text: string): boolean => /^\d+(?:\.\d+)?$/.test(text);
