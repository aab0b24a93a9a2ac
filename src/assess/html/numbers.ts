/** With commas between thousands. */
export const number = (n: number): string => n.toLocaleString('en-US');

/** Rounded to one digit after the point. */
export const tenths = (n: number): number => Math.round(n * 10) / 10;
