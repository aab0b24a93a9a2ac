import { isDatetime, isInterval, isNational, isNumeric, isText } from '../../analyze/model/operators.js';
import type { OracleType } from '../../analyze/model/types.js';
import { timestampPrecision } from '../../diagnostics/op1-types.js';
import { timeZoneNotKept } from '../../diagnostics/op5.js';
import { literalText } from '../../ir/literals.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b, isCall, pgTypes } from '../builders.js';
import { boundOf, isWholeNumber } from '../expressions/bounds/number-bound.js';
import { clobToChar } from '../expressions/bounds/text-bounds.js';
import { convert, hexToRaw, toText, unknownText } from '../expressions/conversions/convert.js';
import {
  dateOfLiteral,
  type NlsAssumption,
  nativeDateModel,
  nativeNumberModel,
  plainNumberModel,
} from '../expressions/conversions/format-model.js';
import { digitsOfZoned, textInZone, zonedValue } from '../expressions/datetime/datetime.js';
import { fieldsOfServer, isOfServer, offsetOfServer } from '../expressions/datetime/server-clock.js';
import { showZone } from '../expressions/datetime/zones-shown.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { isIntegerTyped } from '../expressions/integer-typed.js';
import { isLob, isNullLiteral, typeOf } from '../expressions/typing.js';
import {
  argument,
  type BuiltinCall,
  type BuiltinTable,
  optional,
  text,
  texts,
  typeOfArgument,
  varchar,
  varchar2,
} from './call.js';

/** The third argument, where it is a literal that says American names. */
function assumption(c: BuiltinCall): NlsAssumption {
  const nls = literalText(optional(c, 2));
  return { american: nls !== undefined && /^\s*NLS_DATE_LANGUAGE\s*=\s*'?(AMERICAN|ENGLISH)'?\s*$/i.test(nls) };
}

/**
 * TO_CHAR of numbers, datetimes and text. (SQL Language Reference, "TO_CHAR (datetime)", "TO_CHAR
 * (number)", "TO_CHAR (character)")
 */
function toChar(c: BuiltinCall): PgExpr {
  const { ex, span } = c;
  const expr = argument(c, 0);
  const type = typeOfArgument(c, 0);
  if (isNullLiteral(expr)) return b.cast(span, b.null(span), pgTypes.text);
  if (c.args.length === 1) {
    if (type.kind === 'clob') return clobToChar(ex, lowerExpr(ex, expr), span);
    if (isLob(type)) return b.nullIfEmpty(span, lowerExpr(ex, expr));
    if (type.kind === 'unknown') return unknownText(lowerExpr(ex, expr));
    const zoned = textInZone(ex, expr);
    if (zoned) return zoned;
    const value = lowerExpr(ex, expr);
    return isWholeNumber(ex, expr) ? b.cast(span, value, pgTypes.text) : toText(value, type, span);
  }
  const fmt = literalText(optional(c, 1));
  const zoned = zonedValue(ex, expr);
  if (zoned) return b.ora(span, 'to_char_at', zoned.instant, zoned.zone, ...modelOf(c, fmt, digitsOfZoned(ex, expr)));
  if (isDatetime(type)) return datetimeToChar(c, type, fmt);
  if (isInterval(type)) return toText(lowerExpr(ex, expr), type, span);
  if (isNumeric(type) || isText(type)) {
    // Text with a format model is a number first; a literal that is none would raise at run time in Oracle too.
    const value = lowerTo(ex, expr, isNumeric(type) && type.kind !== 'plsInteger' ? type : { kind: 'number' });
    const isFloating = type.kind === 'binaryDouble' || type.kind === 'binaryFloat';
    if (type.kind === 'binaryDouble' && c.args.length === 2 && fmt !== undefined && /^TM9?$/i.test(fmt))
      return b.ora(span, 'binary_tm', value);
    const number = isIntegerTyped(value) ? b.cast(span, value, pgTypes.numeric) : value;
    const bound = boundOf(ex, expr);
    const model =
      fmt === undefined || c.args.length > 2 || bound === undefined
        ? undefined
        : nativeNumberModel(fmt, { precision: bound.whole + bound.scale, scale: bound.scale });
    if (model !== undefined) return b.call(span, 'to_char', isNumeric(type) ? value : number, b.text(span, model));
    // An infinity and NaN have number signs of their own, and the exponents reach beyond those of NUMBER.
    if (isFloating) return b.ora(span, 'to_char', value, ...texts(c, 1));
    const nls = literalText(optional(c, 2));
    const plain =
      fmt === undefined || (c.args.length > 2 && nls === undefined) ? undefined : plainNumberModel(fmt, nls);
    if (plain !== undefined)
      return b.ora(
        span,
        'to_char_plain',
        number,
        b.text(span, plain.model),
        ...texts(c, 1),
        ...(plain.marks === undefined ? [] : [b.text(span, plain.marks)]),
      );
    return b.ora(span, 'to_char', number, ...texts(c, 1));
  }
  return b.ora(span, 'to_char', lowerExpr(ex, expr), ...texts(c, 1));
}

/** The arguments from the model on; in it FF says its digits where they are not the six that it has otherwise. */
function modelOf(c: BuiltinCall, literal: string | undefined, digits: number): readonly PgExpr[] {
  const [model, ...more] = texts(c, 1);
  if (model === undefined || digits === 6) return texts(c, 1);
  return [sizedModel(c, model, literal, digits), ...more];
}

/** A model whose FF has so many digits. */
const sizedModel = (c: BuiltinCall, model: PgExpr, literal: string | undefined, digits: number): PgExpr =>
  literal === undefined
    ? b.ora(c.span, 'fraction_model', model, b.num(c.span, digits))
    : b.text(c.span, withDigits(literal, digits));

function datetimeToChar(c: BuiltinCall, type: OracleType, literal: string | undefined): PgExpr {
  const { ex, span } = c;
  const digits = type.kind === 'timestamp' ? (type.precision ?? 6) : 6;
  const fmt = literal === undefined ? undefined : withDigits(literal, digits);
  const lowered = lowerExpr(ex, argument(c, 0));
  showZone(lowered);
  const ofServer = type.kind === 'timestamp' && type.zone !== 'none' && isOfServer(lowered);
  if (ofServer && (fmt === undefined || /TZ/i.test(fmt)) && c.args.length > 1)
    return b.ora(span, 'to_char_at', lowered, offsetOfServer(lowered), ...modelOf(c, literal, digits));
  const value = ofServer ? fieldsOfServer(lowered) : lowered;
  const julian = literal !== undefined && julianOnly.test(literal) ? julianNumber(value) : undefined;
  if (julian) return b.ora(span, 'julian_to_char', julian, ...texts(c, 1));
  const zoned = type.kind === 'timestamp' && type.zone !== 'none' && !ofServer;
  const nls = assumption(c);
  const plainDate = type.kind === 'date';
  const native =
    fmt === undefined || zoned || (plainDate && /FF|X/i.test(fmt)) || (c.args.length > 2 && !nls.american)
      ? undefined
      : nativeDateModel(fmt, nls);
  if (native !== undefined) return b.call(span, 'to_char', value, b.text(span, native));
  const gregorian =
    fmt === undefined || zoned || /FF|X/i.test(fmt) || (c.args.length > 2 && !nls.american)
      ? undefined
      : nativeDateModel(fmt, { american: true, gregorian: true });
  if (gregorian !== undefined) return b.ora(span, 'to_char_gregorian', value, b.text(span, gregorian), ...texts(c, 1));
  const [model, ...nlsParameters] = texts(c, 1);
  if (model === undefined) return b.ora(span, plainDate ? 'date_to_char' : 'to_char', value);
  const sized = digits === 6 ? model : sizedModel(c, model, literal, digits);
  return b.ora(span, plainDate ? 'date_to_char' : 'to_char', value, sized, ...nlsParameters);
}

/** A model that has nothing of the date but its Julian day. */
const julianOnly = /^(FM)?J(SP|TH|SPTH|THSP)?$/i;

/**
 * What `TO_DATE(n, 'J')` is given: `TO_CHAR(TO_DATE(n, 'J'), 'Jsp')` writes any number in words, those of days too
 * that PostgreSQL does not have.
 */
function julianNumber(value: PgExpr): PgExpr | undefined {
  if (!isCall(value, 'ora.to_date')) return undefined;
  const [number, model] = value.args;
  return model?.kind === 'PgString' && model.value.toUpperCase() === 'J' ? number : undefined;
}

/**
 * FF without a number stands for the digits of the type, which the runtime takes for six. (SQL Language
 * Reference, "Datetime Format Elements")
 */
function withDigits(fmt: string, digits: number): string {
  if (digits === 6) return fmt;
  return fmt.replace(/("[^"]*")|([.X]?)FF(?![1-9])/gi, (all, quoted: string | undefined, point: string) =>
    quoted !== undefined ? all : digits === 0 ? '' : `${point}FF${digits}`,
  );
}

/** What TO_DATE and its like give with `DEFAULT x ON CONVERSION ERROR`. */
function withDefault(c: BuiltinCall, name: string): PgExpr | undefined {
  const fallback = c.node?.onConversionError;
  if (!fallback) return undefined;
  return b.ora(c.span, `${name}_default`, varchar(c, 0), lowerTo(c.ex, fallback, varchar2), ...texts(c, 1));
}

function toDate(c: BuiltinCall): PgExpr {
  const { ex, span } = c;
  const defaulted = withDefault(c, 'to_date');
  if (defaulted) return defaulted;
  const expr = argument(c, 0);
  const type = typeOf(ex, expr);
  if (isNullLiteral(expr)) return b.cast(span, b.null(span), pgTypes.timestamp);
  const fmt = literalText(optional(c, 1));
  const literal = literalText(expr);
  if (literal !== undefined && fmt !== undefined) {
    const moment = dateOfLiteral(literal, fmt, assumption(c));
    if (moment !== undefined) return b.typed(span, 'timestamp', moment);
  }
  if (c.args.length === 1)
    return isDatetime(type)
      ? convert(ex, convert(ex, lowerExpr(ex, expr), { from: type, to: varchar2, span }), {
          from: varchar2,
          to: { kind: 'date' },
          span,
        })
      : b.ora(span, 'text_to_date', varchar(c, 0));
  // A DATE is made text by NLS_DATE_FORMAT first.
  return b.ora(span, 'to_date', varchar(c, 0), ...texts(c, 1));
}

function toTimestamp(c: BuiltinCall): PgExpr {
  const { span } = c;
  const zoned = c.name === 'TO_TIMESTAMP_TZ';
  const name = zoned ? 'to_timestamp_tz' : 'to_timestamp';
  const defaulted = withDefault(c, name);
  if (defaulted) return defaulted;
  if (zoned) {
    const fmt = literalText(optional(c, 1));
    if ((fmt === undefined || /TZ/i.test(fmt)) && (c.ex.asInstant === undefined || c.ex.asInstant !== c.node))
      c.ex.unit.report(timeZoneNotKept(span, 'TO_TIMESTAMP_TZ'));
  }
  const literal = literalText(argument(c, 0));
  const fmt = literalText(optional(c, 1));
  reportFraction(c, literal, fmt);
  if (!zoned && literal !== undefined && fmt !== undefined) {
    const moment = dateOfLiteral(literal, fmt, assumption(c));
    if (moment !== undefined) return b.typed(span, 'timestamp', moment);
  }
  if (c.args.length === 1) return b.ora(span, zoned ? 'text_to_timestamp_tz' : 'text_to_timestamp', varchar(c, 0));
  return b.ora(span, name, varchar(c, 0), ...texts(c, 1));
}

/**
 * More than the six fractional digits that PostgreSQL keeps: those of a text that is given, or
 * those that the model asks for.
 */
function reportFraction(c: BuiltinCall, literal: string | undefined, fmt: string | undefined): void {
  const asked = /FF([1-9]?)/i.exec(fmt ?? '');
  if (fmt === undefined ? literal === undefined : !asked) return;
  const given = /\.(\d+)\D*(?:[+-]\d{1,2}(?::\d{2})?)?\s*$/.exec(literal ?? '')?.[1]?.replace(/0+$/, '').length;
  const digits = literal === undefined ? Number(asked?.[1] ?? '') : (given ?? 0);
  if (digits > 6) c.ex.unit.report(timestampPrecision(c.span, c.name, String(digits)));
}

function toNumber(c: BuiltinCall): PgExpr {
  const { ex, span } = c;
  const defaulted = withDefault(c, 'to_number');
  if (defaulted) return defaulted;
  const expr = argument(c, 0);
  if (isNullLiteral(expr)) return b.cast(span, b.null(span), pgTypes.numeric);
  const type = typeOf(ex, expr);
  // A NUMBER, whose sums do not overflow as those of integers do.
  if (c.args.length === 1 && type.kind === 'plsInteger') return b.cast(span, lowerExpr(ex, expr), pgTypes.numeric);
  // PL/SQL has the function for a BOOLEAN, though it does not convert one by itself.
  if (c.args.length === 1 && type.kind === 'boolean')
    return b.cast(span, b.cast(span, lowerExpr(ex, expr), pgTypes.integer), pgTypes.numeric);
  if (c.args.length === 1)
    return isNumeric(type)
      ? convert(ex, lowerExpr(ex, expr), { from: type, to: { kind: 'number' }, span })
      : convert(ex, varchar(c, 0), { from: varchar2, to: { kind: 'number' }, span });
  return b.ora(span, 'to_number', varchar(c, 0), ...texts(c, 1));
}

function binary(
  name: 'to_binary_double' | 'to_binary_float',
  kind: 'binaryDouble' | 'binaryFloat',
): (c: BuiltinCall) => PgExpr {
  return (c) => {
    const defaulted = withDefault(c, name);
    if (defaulted) return defaulted;
    if (c.args.length > 1)
      return convert(c.ex, b.ora(c.span, 'to_number', varchar(c, 0), ...texts(c, 1)), {
        from: { kind: 'number' },
        to: { kind },
        span: c.span,
      });
    return convert(c.ex, lowerExpr(c.ex, argument(c, 0)), { from: typeOfArgument(c, 0), to: { kind }, span: c.span });
  };
}

/** The bytes of a BLOB, or of the file that a BFILE stands for. */
const bytesOf = (c: BuiltinCall): PgExpr => {
  const value = lowerExpr(c.ex, argument(c, 0));
  return typeOfArgument(c, 0).kind === 'bfile' ? b.ora(c.span, 'bfile_bytes', value) : value;
};

/** The bytes of text: in UTF-8, of the national character set in UTF-16. */
const bytesOfText = (c: BuiltinCall): PgExpr =>
  b.ora(c.span, isNational(typeOfArgument(c, 0)) ? 'to_utf16' : 'utl_raw_cast_to_raw', text(c, 0));

/**
 * SQL takes the bytes that any value is stored in, PL/SQL a RAW: there text is read as hexadecimal digits.
 * (SQL Language Reference, "RAWTOHEX")
 */
function rawToHex(c: BuiltinCall): PgExpr {
  const type = typeOfArgument(c, 0);
  if (isText(type) || type.kind === 'null')
    return b.ora(c.span, 'rawtohex', c.ex.sql ? bytesOfText(c) : hexToRaw(c.ex, varchar(c, 0), c.span));
  if (c.ex.sql && type.kind === 'number')
    return b.ora(c.span, 'rawtohex', lowerTo(c.ex, argument(c, 0), { kind: 'number' }));
  return b.ora(c.span, 'rawtohex', lowerExpr(c.ex, argument(c, 0)));
}

/** Numbers but 0 are true; texts are words for it. (SQL Language Reference, "TO_BOOLEAN"; 23ai) */
function toBoolean(c: BuiltinCall): PgExpr {
  const type = typeOfArgument(c, 0);
  const value = lowerExpr(c.ex, argument(c, 0));
  if (type.kind === 'boolean') return value;
  if (isNumeric(type)) return b.binary(c.span, '<>', value, b.num(c.span, 0));
  return b.ora(c.span, 'to_boolean', varchar(c, 0));
}

/** (SQL Language Reference, "Conversion Functions") */
export const conversionFunctions: BuiltinTable = {
  TO_CHAR: toChar,
  TO_NCHAR: toChar,
  TO_DATE: toDate,
  TO_TIMESTAMP: toTimestamp,
  TO_TIMESTAMP_TZ: toTimestamp,
  TO_NUMBER: toNumber,
  TO_BOOLEAN: toBoolean,
  TO_BINARY_DOUBLE: binary('to_binary_double', 'binaryDouble'),
  TO_BINARY_FLOAT: binary('to_binary_float', 'binaryFloat'),
  TO_CLOB: (c) =>
    typeOfArgument(c, 0).kind === 'blob' || typeOfArgument(c, 0).kind === 'bfile'
      ? b.call(c.span, 'convert_from', bytesOf(c), b.text(c.span, 'UTF8'))
      : lowerTo(c.ex, argument(c, 0), { kind: 'clob' }),
  TO_NCLOB: (c) => lowerTo(c.ex, argument(c, 0), { kind: 'clob' }),
  EMPTY_CLOB: (c) => b.cast(c.span, b.text(c.span, ''), pgTypes.text),
  EMPTY_BLOB: (c) => b.cast(c.span, b.text(c.span, ''), pgTypes.bytea),
  TO_BLOB: (c) =>
    typeOfArgument(c, 0).kind === 'bfile' ? bytesOf(c) : lowerTo(c.ex, argument(c, 0), { kind: 'blob' }),
  TO_LOB: (c) => lowerExpr(c.ex, argument(c, 0)),
  HEXTORAW: (c) => hexToRaw(c.ex, varchar(c, 0), c.span),
  RAWTOHEX: rawToHex,
  RAWTONHEX: rawToHex,
  ROWIDTOCHAR: (c) => lowerExpr(c.ex, argument(c, 0)),
  ROWIDTONCHAR: (c) => lowerExpr(c.ex, argument(c, 0)),
  CHARTOROWID: (c) => varchar(c, 0),
  CAST_TO_RAW: bytesOfText,
};
