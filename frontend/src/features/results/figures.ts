/** An official figure of two decimals, "72.45", in hundredths: sums of these are exact. */
export const hundredths = (figure: string | null | undefined): number =>
  figure == null ? NaN : Math.round(Number(figure) * 100);

/** One decimal, for a list; the figure itself stands in its explanation. */
export const short = (figure: string): string =>
  (Math.round(hundredths(figure) / 10) / 10).toFixed(1);

/** Hundredths of a point in words: at least one decimal, "0.8", "1.25". */
export const pointsText = (value: number): string => {
  const whole = Math.round(value);
  return (whole / 100).toFixed(whole % 10 ? 2 : 1);
};
