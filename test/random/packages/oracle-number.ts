/** The bytes of a NUMBER: an exponent of 100 and digits to the base 100. (PL/SQL Packages, "DBMS_STATS"; DUMP in the SQL Language Reference) */
export function numberBytes(text: string): number[] {
  const negative = text.startsWith('-');
  const [before = '', after = ''] = text.replace('-', '').split('.');
  const left = before.replace(/^0+/, '');
  const whole = left.length % 2 ? `0${left}` : left;
  const part = after.length % 2 ? `${after}0` : after;
  const pairs = (whole + part).match(/../g)?.map(Number) ?? [];
  let exponent = whole.length / 2;
  while (pairs.length > 0 && pairs[0] === 0) {
    pairs.shift();
    exponent--;
  }
  while (pairs.length > 0 && pairs.at(-1) === 0) pairs.pop();
  if (pairs.length === 0) return [0x80];
  if (!negative) return [0xc0 + exponent, ...pairs.map((d) => d + 1)];
  return [255 - (0xc0 + exponent), ...pairs.map((d) => 101 - d), ...(pairs.length < 20 ? [102] : [])];
}
