/** The digits of a number before and behind its point, as they are written; undefined where it has an exponent. */
export function decimalDigits(text: string): { readonly whole: string; readonly fraction: string } | undefined {
  const parts = /^(\d*)(?:\.(\d*))?$/.exec(text);
  return parts === null ? undefined : { whole: parts[1] ?? '', fraction: parts[2] ?? '' };
}

/** The same without zeros that count for nothing. */
export function significantDigits(text: string): ReturnType<typeof decimalDigits> {
  const digits = decimalDigits(text);
  return digits && { whole: digits.whole.replace(/^0+/, ''), fraction: digits.fraction.replace(/0+$/, '') };
}
