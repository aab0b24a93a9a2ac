import { isDatetime, isInterval } from '../../analyze/model/operators.js';
import { differentResult } from '../../diagnostics/op2-expressions.js';
import { literalInteger, literalText } from '../../ir/literals.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { isBinary } from '../expressions/conversions/convert.js';
import { nativeTruncUnit } from '../expressions/conversions/format-model.js';
import { lowerExpr } from '../expressions/index.js';
import { isNearlyFree } from '../forms-in-plpgsql.js';

import {
  argument,
  asOwnFloat,
  type BuiltinCall,
  type BuiltinLowering,
  type BuiltinTable,
  datetime,
  decimal,
  isInteger,
  isWhole,
  number,
  optional,
  runtime,
  typeOfArgument,
  varchar,
} from './call.js';

/** Functions that PostgreSQL has with the same meaning for numeric and double precision. */
function native(name: string): BuiltinLowering {
  return (c) =>
    isBinary(typeOfArgument(c, 0))
      ? ofBinary(c, name)
      : b.call(c.span, name, name === 'abs' ? number(c, 0) : decimal(c, 0));
}

/**
 * SIGN of a binary number is never 0: `1 - 2 * (x < 0)::integer`; NaN is the greatest. (SQL Language Reference, "SIGN")
 */
function signBit(c: BuiltinCall): PgExpr {
  const span = c.span;
  const negative = b.binary(span, '<', lowerExpr(c.ex, argument(c, 0)), b.num(span, 0));
  const twice = b.binary(span, '*', b.num(span, 2), b.cast(span, negative, pgTypes.integer));
  return b.cast(span, b.binary(span, '-', b.num(span, 1), twice), pgTypes.numeric);
}

/** PostgreSQL's function of a binary number; most make double precision of real. */
function ofBinary(c: BuiltinCall, name: string): PgExpr {
  const result = b.call(c.span, name, lowerExpr(c.ex, argument(c, 0)));
  return typeOfArgument(c, 0).kind === 'binaryFloat' ? b.cast(c.span, result, pgTypes.real) : result;
}

/** Functions whose 40 digits numeric does not give; double precision is PostgreSQL's own, without its errors. */
function precise(name: string): BuiltinLowering {
  return (c) => {
    if (c.args.some((_, i) => isBinary(typeOfArgument(c, i)))) {
      const args = c.args.map((a, i) =>
        isBinary(typeOfArgument(c, i)) ? lowerExpr(c.ex, a.value) : b.cast(a.span, number(c, i), pgTypes.double),
      );
      const result = ['power', 'sqrt', 'exp', 'ln'].includes(name)
        ? b.ora(c.span, `binary_${name}`, ...args)
        : b.call(c.span, name, ...args);
      return name === 'sqrt' && typeOfArgument(c, 0).kind === 'binaryFloat'
        ? b.cast(c.span, result, pgTypes.real)
        : result;
    }
    return b.ora(c.span, name, ...c.args.map((_, i) => number(c, i)));
  };
}

/** ROUND and TRUNC of numbers and of dates. (SQL Language Reference, "ROUND (number)", "TRUNC (date)") */
function round(c: BuiltinCall): PgExpr {
  const name = c.name.toLowerCase();
  const type = typeOfArgument(c, 0);
  const second = optional(c, 1);
  if (isDatetime(type) || (type.kind === 'unknown' && literalText(second) !== undefined)) return ofDate(c, name);
  if (isInterval(type)) return ofInterval(c);
  // A number or a date: PostgreSQL will know.
  if (type.kind === 'unknown' && second === undefined && name === 'trunc' && c.ex.sql)
    return b.ora(c.span, 'trunc', lowerExpr(c.ex, argument(c, 0)));
  // Binary numbers are rounded half to even, by both databases.
  if (isBinary(type) && second === undefined) return ofBinary(c, name);
  const value = number(c, 0);
  // An integer has nothing to round.
  if (isWhole(c, 0, value) && second === undefined) return value;
  const typed = isWhole(c, 0, value) ? b.cast(value.span, value, pgTypes.numeric) : value;
  const places = second === undefined ? 0 : literalInteger(second);
  const roundedOnce = name === 'round' && places !== undefined ? roundedFurther(c, value, places) : undefined;
  if (roundedOnce) return roundedOnce;
  if (second === undefined) return b.call(c.span, name, typed);
  return literalInteger(second) !== undefined
    ? b.call(c.span, name, typed, lowerExpr(c.ex, second))
    : b.ora(c.span, name, value, number(c, 1));
}

/** ROUND of a result that was brought into what NUMBER can hold, which one function does more quickly than two. */
function roundedFurther({ span }: BuiltinCall, value: PgExpr, places: number): PgExpr | undefined {
  if (value.kind !== 'PgCall') return undefined;
  const kept = b.num(span, places);
  switch (value.name.join('.')) {
    case 'ora.num_computed':
      return b.ora(span, 'num_round', ...value.args, kept);
    case 'ora.div':
      return places >= 0 && places <= 8 && value.args.every(isNearlyFree)
        ? b.ora(span, 'div_round', ...value.args, kept)
        : undefined;
    default:
      return undefined;
  }
}

function ofDate(c: BuiltinCall, name: string): PgExpr {
  const second = optional(c, 1);
  const value = datetime(c, 0);
  const fmt = literalText(second);
  if (name === 'trunc' && (second === undefined || fmt !== undefined)) {
    const unit = nativeTruncUnit(fmt);
    if (unit !== undefined) return b.call(c.span, 'date_trunc', b.text(c.span, unit), value);
    if (fmt?.trim().toUpperCase() === 'IW') return b.ora(c.span, 'trunc_week', value);
  }
  return b.ora(c.span, `${name}_date`, value, ...(second === undefined ? [] : [varchar(c, 1)]));
}

/** Of a date since 23ai: FLOOR is TRUNC. (SQL Language Reference, "CEIL (datetime)", "FLOOR (datetime)") */
function upOrDown(name: 'ceil' | 'floor'): BuiltinLowering {
  const ofNumber = native(name);
  return (c) => {
    const type = typeOfArgument(c, 0);
    if (isInterval(type)) return ofInterval(c);
    return isDatetime(type) ? ofDate(c, name === 'floor' ? 'trunc' : name) : ofNumber(c);
  };
}

/** ROUND, TRUNC, CEIL and FLOOR of an interval. (SQL Language Reference, "ROUND (interval)", "CEIL (interval)") */
function ofInterval(c: BuiltinCall): PgExpr {
  const unit = typeOfArgument(c, 0).kind === 'intervalYearToMonth' ? 'ym' : 'ds';
  const second = optional(c, 1) === undefined ? [] : [varchar(c, 1)];
  return b.ora(c.span, `round_interval_${unit}`, b.text(c.span, c.name), lowerExpr(c.ex, argument(c, 0)), ...second);
}

function mod(c: BuiltinCall): PgExpr {
  if (c.args.some((_, i) => isBinary(typeOfArgument(c, i)))) return binaryRest(c, 'binary_mod');
  const divisor = literalInteger(argument(c, 1));
  const [a, d] = [number(c, 0), number(c, 1)];
  // MOD(a, 0) is a, which only a divisor that is known not to be zero leaves out.
  if (divisor !== undefined && divisor !== 0) return b.call(c.span, 'mod', a, d);
  return b.ora(c.span, isInteger(c, 0, a) && isInteger(c, 1, d) ? 'mod_integer' : 'mod', a, d);
}

/** With a binary number the result is one: NaN instead of an error. (SQL Language Reference, "REMAINDER") */
function remainder(c: BuiltinCall): PgExpr {
  return c.args.some((_, i) => isBinary(typeOfArgument(c, i)))
    ? binaryRest(c, 'binary_remainder')
    : runtime('remainder', 'n')(c);
}

function binaryRest(c: BuiltinCall, name: string): PgExpr {
  const args = c.args.map((a, i) =>
    b.cast(a.span, isBinary(typeOfArgument(c, i)) ? lowerExpr(c.ex, a.value) : number(c, i), pgTypes.double),
  );
  return asOwnFloat(c, b.ora(c.span, name, ...args));
}

/** Buckets of numbers or of dates, which are counted by their seconds. (SQL Language Reference, "WIDTH_BUCKET") */
function widthBucket(c: BuiltinCall): PgExpr {
  if (!c.args.some((_, i) => i < 3 && isDatetime(typeOfArgument(c, i)))) return runtime('width_bucket', 'n')(c);
  const args = c.args.map(
    (a, i): PgExpr =>
      i < 3 ? { kind: 'PgExtract', span: a.span, field: 'epoch', operand: datetime(c, i) } : number(c, i),
  );
  return b.ora(c.span, 'width_bucket', ...args);
}

const double =
  (value: string) =>
  (c: BuiltinCall): PgExpr =>
    b.typed(c.span, 'double precision', value);
const real =
  (value: string) =>
  (c: BuiltinCall): PgExpr =>
    b.typed(c.span, 'real', value);

/** (SQL Language Reference, "Numeric Functions"; the constants: PL/SQL Language Reference, "Predefined PL/SQL …") */
export const numberFunctions: BuiltinTable = {
  BINARY_DOUBLE_NAN: double('NaN'),
  BINARY_DOUBLE_INFINITY: double('Infinity'),
  BINARY_DOUBLE_MAX_NORMAL: double('1.7976931348623157e308'),
  BINARY_DOUBLE_MIN_NORMAL: double('2.2250738585072014e-308'),
  BINARY_DOUBLE_MAX_SUBNORMAL: double('2.2250738585072009e-308'),
  BINARY_DOUBLE_MIN_SUBNORMAL: double('4.9406564584124654e-324'),
  BINARY_FLOAT_NAN: real('NaN'),
  BINARY_FLOAT_INFINITY: real('Infinity'),
  BINARY_FLOAT_MAX_NORMAL: real('3.40282347e38'),
  BINARY_FLOAT_MIN_NORMAL: real('1.17549435e-38'),
  BINARY_FLOAT_MAX_SUBNORMAL: real('1.17549421e-38'),
  BINARY_FLOAT_MIN_SUBNORMAL: real('1.40129846e-45'),
  ABS: native('abs'),
  CEIL: upOrDown('ceil'),
  FLOOR: upOrDown('floor'),
  SIGN: (c) => (isBinary(typeOfArgument(c, 0)) ? signBit(c) : b.call(c.span, 'sign', decimal(c, 0))),
  ROUND: round,
  ROUND_TIES_TO_EVEN: runtime('round_ties_to_even', 'n'),
  TRUNC: round,
  MOD: mod,
  REMAINDER: remainder,
  POWER: precise('power'),
  SQRT: precise('sqrt'),
  EXP: precise('exp'),
  LN: precise('ln'),
  LOG: runtime('log', 'n'),
  SIN: precise('sin'),
  COS: precise('cos'),
  TAN: precise('tan'),
  ASIN: precise('asin'),
  ACOS: precise('acos'),
  ATAN: precise('atan'),
  ATAN2: precise('atan2'),
  SINH: precise('sinh'),
  COSH: precise('cosh'),
  TANH: precise('tanh'),
  BITAND: runtime('bitand', 'n'),
  BIN_TO_NUM: runtime('bin_to_num', 'n'),
  WIDTH_BUCKET: widthBucket,
  NANVL: (c) => {
    // A NUMBER is never NaN.
    if (c.args.every((_, i) => !isBinary(typeOfArgument(c, i)))) return number(c, 0);
    const args = c.args.map((a, i) =>
      isBinary(typeOfArgument(c, i)) ? lowerExpr(c.ex, a.value) : b.cast(a.span, number(c, i), pgTypes.double),
    );
    return asOwnFloat(c, b.ora(c.span, 'nanvl', ...args));
  },
  ORA_HASH: (c) => {
    c.ex.unit.report(differentResult(c.span, 'ORA_HASH', "the hash values are PostgreSQL's, not Oracle's"));
    // The low 32 bits of hashtextextended with seed 0 are those of hashtext: a seed of 0 is the default, as in Oracle.
    const bits = optional(c, 2)
      ? b.call(c.span, 'hashtextextended', varchar(c, 0), b.cast(c.span, number(c, 2), pgTypes.bigint))
      : b.cast(c.span, b.call(c.span, 'hashtext', varchar(c, 0)), pgTypes.bigint);
    const hash = b.binary(c.span, '&', bits, b.num(c.span, 4294967295));
    return optional(c, 1)
      ? b.call(
          c.span,
          'mod',
          b.cast(c.span, hash, pgTypes.numeric),
          b.binary(c.span, '+', number(c, 1), b.num(c.span, 1)),
        )
      : b.cast(c.span, hash, pgTypes.numeric);
  },
};
