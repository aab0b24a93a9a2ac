/**
 * Oracle's NUMBER, independent of the product: m × 10^e, kept to 20 digits of base 100.
 * (SQL Language Reference, "NUMBER Data Type", "Number Format Models"; Database Concepts, "Numeric Data Types")
 */
export interface OraNumber {
  readonly m: bigint;
  readonly e: number;
}

/** An error Oracle raises: ORA-n. */
export class OraError extends Error {
  constructor(readonly code: number) {
    super(`ORA-${code}`);
  }
}

const ten = (n: number): bigint => 10n ** BigInt(n);
const abs = (n: bigint): bigint => (n < 0n ? -n : n);

/** Half up, away from zero. */
function divideRounded(a: bigint, b: bigint): bigint {
  const q = (2n * abs(a) + abs(b)) / (2n * abs(b));
  return a < 0n !== b < 0n ? -q : q;
}

export function make(m: bigint, e = 0): OraNumber {
  if (m === 0n) return { m: 0n, e: 0 };
  let [mm, ee] = [m, e];
  while (mm % 10n === 0n) [mm, ee] = [mm / 10n, ee + 1];
  // Digits of base 100 begin at even powers of ten.
  const digits = abs(mm).toString().length;
  const top = Math.floor((digits + ee - 1) / 2);
  const lowest = 2 * (top - 19);
  if (ee >= lowest) return { m: mm, e: ee };
  return make(divideRounded(mm, ten(lowest - ee)), lowest);
}

export const int = (n: number): OraNumber => make(BigInt(n));

export function add(a: OraNumber, b: OraNumber): OraNumber {
  const e = Math.min(a.e, b.e);
  return make(a.m * ten(a.e - e) + b.m * ten(b.e - e), e);
}
export const neg = (a: OraNumber): OraNumber => ({ m: -a.m, e: a.e });
export const sub = (a: OraNumber, b: OraNumber): OraNumber => add(a, neg(b));
export const mul = (a: OraNumber, b: OraNumber): OraNumber => make(a.m * b.m, a.e + b.e);
export function div(a: OraNumber, b: OraNumber): OraNumber {
  if (b.m === 0n) throw new OraError(1476);
  const more = 60 + abs(b.m).toString().length;
  return make((a.m * ten(more)) / b.m, a.e - b.e - more);
}
export function compare(a: OraNumber, b: OraNumber): number {
  const d = sub(a, b).m;
  return d < 0n ? -1 : d > 0n ? 1 : 0;
}

/** ROUND(n, places) and TRUNC(n, places). */
export function round(a: OraNumber, places: number): OraNumber {
  return a.e >= -places ? a : make(divideRounded(a.m, ten(-places - a.e)), -places);
}
export function trunc(a: OraNumber, places: number): OraNumber {
  return a.e >= -places ? a : make(a.m / ten(-places - a.e), -places);
}
export function floor(a: OraNumber): OraNumber {
  const t = trunc(a, 0);
  return compare(t, a) > 0 ? sub(t, int(1)) : t;
}
export const ceil = (a: OraNumber): OraNumber => neg(floor(neg(a)));
/** MOD(a, b): the sign of a; a where b is 0. */
export function mod(a: OraNumber, b: OraNumber): OraNumber {
  if (b.m === 0n) return a;
  const e = Math.min(a.e, b.e);
  return make((a.m * ten(a.e - e)) % (b.m * ten(b.e - e)), e);
}
/** REMAINDER(a, b): a minus b times the nearest whole quotient; halves go to the even one. */
export function remainder(a: OraNumber, b: OraNumber): OraNumber {
  if (b.m === 0n) throw new OraError(1428);
  const e = Math.min(a.e, b.e);
  const [x, y] = [a.m * ten(a.e - e), abs(b.m * ten(b.e - e))];
  const low = ((x % y) + y) % y;
  const q = (x - low) / y;
  const up = 2n * low > y || (2n * low === y && q % 2n !== 0n);
  return make(up ? low - y : low, e);
}

export const toInteger = (a: OraNumber): number => Number(trunc(a, 0).m * ten(trunc(a, 0).e));

/** The digits before and after the point. */
export function parts(a: OraNumber): { readonly negative: boolean; readonly whole: string; readonly fraction: string } {
  const digits = abs(a.m).toString();
  if (a.e >= 0) return { negative: a.m < 0n, whole: a.m === 0n ? '' : digits + '0'.repeat(a.e), fraction: '' };
  const padded = digits.padStart(-a.e, '0');
  return {
    negative: a.m < 0n,
    whole: padded.slice(0, padded.length + a.e),
    fraction: padded.slice(padded.length + a.e),
  };
}

/** TO_CHAR(n) of a number that is not too long for it. */
export function toText(a: OraNumber): string {
  if (a.m === 0n) return '0';
  const { negative, whole, fraction } = parts(a);
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** TO_NUMBER(text): blanks around, a sign, digits with a point, an exponent. */
export function fromText(text: string): OraNumber {
  const found = /^ *([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))? *$/.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = found ?? [];
  if (!found || whole + fraction === '') throw new OraError(1722);
  return make(BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`), Number(exponent) - fraction.length);
}

/** TO_CHAR(n, model) of models with digits, commas, a point, FM, S, MI, PR and $. */
export function format(a: OraNumber, model: string): string {
  const fill = model.startsWith('FM');
  const bare = model.replace(/^FM|^S|S$|MI$|PR$|\$/g, '').replace(/^S/, '');
  const [wholeModel = '', fractionModel = ''] = bare.split('.');
  const places = fractionModel.length;
  const rounded = round(a, places);
  const { whole, fraction } = parts(rounded);
  const negative = a.m < 0n;
  const slots = wholeModel.replaceAll(',', '');
  const sign = model.includes('S') ? 'S' : model.endsWith('MI') ? 'MI' : model.endsWith('PR') ? 'PR' : '';
  const width =
    wholeModel.length + (bare.includes('.') ? 1 + places : 0) + (model.includes('$') ? 1 : 0) + (sign === 'PR' ? 2 : 1);
  if (whole.length > slots.length) return '#'.repeat(width);
  // Zeros from the first 0 of the model on; a zero with no decimals shows its last digit.
  const firstZero = slots.indexOf('0');
  let shown = whole;
  if (firstZero >= 0) shown = shown.padStart(slots.length - firstZero, '0');
  else if (shown === '' && places === 0) shown = '0';
  let grouped = '';
  const padded = shown.padStart(slots.length, ' ');
  let at = 0;
  for (const c of wholeModel) {
    if (c === ',') grouped += grouped.trim() === '' ? '' : ',';
    else grouped += padded[at++] === ' ' ? '' : padded[at - 1];
  }
  let decimals = fraction.padEnd(places, '0');
  if (fill) {
    const least = fractionModel.lastIndexOf('0') + 1;
    while (decimals.length > least && decimals.endsWith('0')) decimals = decimals.slice(0, -1);
  }
  const dollar = model.includes('$') ? '$' : '';
  const digits = `${dollar}${grouped}${bare.includes('.') ? `.${decimals}` : ''}`;
  const blank = fill ? '' : ' ';
  const text =
    sign === 'S'
      ? model.endsWith('S')
        ? `${digits}${negative ? '-' : '+'}`
        : `${negative ? '-' : '+'}${digits}`
      : sign === 'MI'
        ? `${digits}${negative ? '-' : blank}`
        : sign === 'PR'
          ? negative
            ? `<${digits}>`
            : `${blank}${digits}${blank}`
          : `${negative ? '-' : ''}${digits}`;
  return fill ? text : text.padStart(width, ' ');
}
