import { isText } from '../../analyze/model/operators.js';
import type { CharacterType, OracleType, PlsIntegerType, RecordType } from '../../analyze/model/types.js';
import { timestampPrecision } from '../../diagnostics/op1-types.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, isFit, pgTypes } from '../builders.js';
import type { ExprContext } from '../context.js';
import { foldName } from '../naming/naming.js';
import { once } from '../once.js';
import { pgTypeOf } from '../types.js';
import { toBinaryFloat } from './binary-numbers.js';
import { unpadded } from './char-column.js';
import { columnLabel } from './column-label.js';
import { dayIntervalText, hasFineSeconds } from './interval-text.js';
import { rowAs } from './record-row.js';
import { fieldsOfServer, isOfServer } from './server-clock.js';
import {
  isPadding,
  longestPlsqlText,
  mayEndInBlank,
  notOverfilled,
  rawBound,
  textBound,
  withoutTextCheck,
} from './text-bounds.js';
import { isRefusedWhereTooLong, isTextWithin } from './text-length.js';
import { isInteger4, isIntegerTyped } from './typing.js';

/**
 * Oracle's implicit conversion of a value. (SQL Language Reference, "Implicit Data Conversion"; PL/SQL Language
 * Reference, "Implicit Data Conversion")
 */
export function convert(ex: ExprContext, value: PgExpr, from: OracleType, to: OracleType, span: Span): PgExpr {
  if (from.kind === 'unknown' && !ex.sql && value.kind === 'PgColumn' && (isText(to) || to.kind === 'char'))
    return unknownText(value);
  // A column that is NULL in the query below it is text in PostgreSQL.
  if (from.kind === 'null' && value.kind === 'PgColumn' && ex.sql && !isText(to) && isCastable(to))
    return b.cast(span, value, pgTypeOf(ex.unit.naming, to, 'value'));
  if (value.kind === 'PgNull' || from.kind === 'null' || from.kind === 'unknown') return value;
  switch (to.kind) {
    case 'number':
      return toNumber(value, from, span);
    case 'plsInteger':
      if (from.kind === 'plsInteger') return value;
      if (isInteger4(value)) return value;
      // No date has a part that is too large.
      if (value.kind === 'PgExtract' && value.field !== 'epoch') return b.cast(span, value, pgTypes.integer);
      return from.kind === 'number' || isText(from) || isBinary(from)
        ? b.ora(span, 'pls_integer', toNumber(value, from, span))
        : value;
    case 'binaryDouble':
    case 'binaryFloat': {
      if (from.kind === to.kind) return value;
      const name = to.kind === 'binaryDouble' ? 'to_binary_double' : 'to_binary_float';
      if (isText(from)) return b.ora(span, name, value);
      if (to.kind === 'binaryDouble') return b.cast(span, value, pgTypes.double);
      return toBinaryFloat(span, value, from.kind === 'plsInteger');
    }
    case 'varchar2':
    case 'char':
      // An empty CLOB is not NULL, but as text it is.
      if (from.kind === 'clob') return value.kind === 'PgString' ? value : b.nullIfEmpty(span, value);
      return toText(value, from, span);
    case 'clob':
      return toText(from.kind === 'clob' ? value : notOverfilled(value), from, span);
    case 'date':
      if (isText(from)) return b.ora(span, 'text_to_date', value);
      if (from.kind === 'timestamp')
        return b.ora(span, 'date_fit', from.zone === 'none' ? value : withoutZone(value, span));
      return value;
    case 'timestamp':
      if (isText(from)) {
        if (to.zone === 'zone') return b.ora(span, 'text_to_timestamp_tz', value);
        const fields = b.ora(span, 'text_to_timestamp', value);
        return to.zone === 'none' ? fields : b.cast(span, fields, pgTypes.timestamptz);
      }
      if (from.kind === 'date' || from.kind === 'timestamp') {
        const hadZone = from.kind === 'timestamp' && from.zone !== 'none';
        if (hadZone === (to.zone !== 'none')) return value;
        return to.zone === 'none' ? withoutZone(value, span) : b.cast(span, value, pgTypes.timestamptz);
      }
      return value;
    case 'intervalDayToSecond':
      return isText(from) ? b.ora(span, 'to_dsinterval', value) : value;
    case 'intervalYearToMonth':
      return isText(from) ? b.ora(span, 'to_yminterval', value) : value;
    case 'raw':
    case 'blob':
      return isText(from) ? hexToRaw(ex, value, span) : value;
    case 'xml':
      return isText(from) ? b.cast(span, value, pgTypes.xml) : value;
    case 'record':
      return from.kind === 'record' ? recordTo(ex, value, from, to, span) : value;
    case 'object':
      // SELF of a subtype's method has the subtype's domain.
      return from.kind === 'object' && from.object !== to.object && isSelf(value)
        ? b.cast(span, value, pgTypeOf(ex.unit.naming, to, 'value'))
        : value;
    case 'rowid':
    case 'boolean':
    case 'bfile':
    case 'json':
    case 'anydata':
    case 'jsonElement':
    case 'refCursor':
    case 'collection':
    case 'ref':
    case 'null':
    case 'unknown':
      return value;
  }
}

/**
 * Text of a value whose type only the database knows: what it is made of is found at run time, so that 0.50 is `.5`.
 */
export function unknownText(value: PgExpr): PgExpr {
  if (value.kind === 'PgString') return value;
  return value.kind === 'PgColumn' || value.kind === 'PgField'
    ? b.ora(value.span, 'any_text', value)
    : b.cast(value.span, value, pgTypes.text);
}

/** The fields of an instant: those of the session's zone, but of the server's for its own clock. */
export const withoutZone = (value: PgExpr, span: Span): PgExpr =>
  isOfServer(value) ? fieldsOfServer(value) : b.cast(span, value, pgTypes.timestamp);

/** Types that text is cast to. */
export const isCastable = (type: OracleType): boolean =>
  [
    'number',
    'date',
    'timestamp',
    'intervalDayToSecond',
    'intervalYearToMonth',
    'binaryDouble',
    'binaryFloat',
    'raw',
    'blob',
  ].includes(type.kind);

const isSelf = (value: PgExpr): boolean =>
  value.kind === 'PgColumn' && value.parts.length === 1 && value.parts[0] === 'self';

/** BINARY_FLOAT and BINARY_DOUBLE. */
export const isBinary = (type: OracleType): boolean => type.kind === 'binaryDouble' || type.kind === 'binaryFloat';

function toNumber(value: PgExpr, from: OracleType, span: Span): PgExpr {
  if (isText(from)) {
    // Plain digits are the same number whatever the session's decimal character is.
    if (value.kind === 'PgString' && /^-?\d{1,38}$/.test(value.value))
      return b.num(span, value.value.replace(/^(-?)0+(?=\d)/, '$1'));
    return b.ora(span, 'to_number', value);
  }
  if (isBinary(from)) return b.ora(span, 'binary_number', value);
  if (from.kind === 'xml') return b.ora(span, 'to_number', b.ora(span, 'xml_string', value));
  return value;
}

/** A value as text by the rules of TO_CHAR without a format model. */
export function toText(value: PgExpr, from: OracleType, span: Span): PgExpr {
  switch (from.kind) {
    case 'number':
      return numberText(value, from, span);
    case 'plsInteger':
      return value.kind === 'PgNumber' ? b.text(span, value.text) : b.cast(span, value, pgTypes.text);
    case 'binaryDouble':
      return b.ora(span, 'binary_double_text', value);
    case 'binaryFloat':
      return b.ora(span, 'binary_float_text', value);
    case 'date':
      return b.ora(span, 'date_text', value);
    case 'timestamp': {
      // Of a local time zone only the format of a TIMESTAMP is used, which shows none. (SQL Language Reference,
      // "TO_CHAR (datetime)")
      const zoned = isOfServer(value) ? 'systimestamp_text' : 'timestamptz_text';
      const name = from.zone === 'zone' ? zoned : 'timestamp_text';
      const shown = from.zone === 'local' ? b.cast(span, value, pgTypes.timestamp) : value;
      return from.precision !== undefined && from.precision !== 6
        ? b.ora(span, name, shown, b.num(span, from.precision))
        : b.ora(span, name, shown);
    }
    case 'intervalDayToSecond':
      return dayIntervalText(value, from, span);
    case 'intervalYearToMonth':
      return b.ora(span, 'interval_ym_text', value, b.num(span, from.precision ?? 2));
    case 'raw':
    case 'blob':
      return b.ora(span, 'rawtohex', value);
    case 'xml':
      return b.cast(span, value, pgTypes.text);
    case 'boolean':
      return b.cast(span, value, pgTypes.text);
    default:
      return value;
  }
}

function numberText(value: PgExpr, from: OracleType & { kind: 'number' }, span: Span): PgExpr {
  if (
    value.kind === 'PgNumber' ||
    (value.kind === 'PgUnary' && value.op === '-' && value.operand.kind === 'PgNumber')
  ) {
    const negative = value.kind === 'PgUnary';
    const digits = value.kind === 'PgNumber' ? value.text : value.operand.kind === 'PgNumber' ? value.operand.text : '';
    const parts = /^(\d*)(?:\.(\d*))?$/.exec(digits);
    if (parts !== null && digits.length < 38) {
      const whole = (parts[1] ?? '').replace(/^0+/, '');
      const fraction = (parts[2] ?? '').replace(/0+$/, '');
      const text = fraction === '' ? whole || '0' : `${whole}.${fraction}`;
      return b.text(span, negative && text !== '0' ? `-${text}` : text);
    }
  }
  const wholeNumber = isIntegerTyped(value) || (from.precision !== undefined && from.scale === 0);
  return wholeNumber ? b.cast(span, value, pgTypes.text) : b.ora(span, 'number_text', value);
}

/**
 * What an assignment to a variable or column of the type must add to the converted value: length checks that PostgreSQL
 * does not make (blanks beyond varchar(n)), padding of CHAR, ranges of PLS_INTEGER subtypes. Precision and scale of
 * NUMBER are checked by the target's own type. `source` is what the value was made of, where its form says more than
 * the type.
 */
export function fitTo(
  ex: ExprContext,
  made: PgExpr,
  from: OracleType,
  to: OracleType,
  span: Span,
  source?: Expr,
): PgExpr {
  const value = to.kind === 'varchar2' ? withoutTextCheck(made, to.length) : made;
  switch (to.kind) {
    case 'varchar2': {
      return fitVarchar2(ex, { to, value, from, source, span });
    }
    case 'char': {
      return fitChar(ex, { to, value, from, span });
    }
    case 'raw':
      // bytea has no length.
      if (to.length === undefined || value.kind === 'PgNull' || (ex.sql && to.long)) return value;
      // A column that is NULL in its query is text in PostgreSQL.
      if (from.kind === 'null') return value.kind === 'PgCast' ? value : b.cast(span, value, pgTypes.bytea);
      if (from.kind === 'raw' && from.length !== undefined && from.length <= to.length && value.kind === 'PgColumn')
        return value;
      if (ex.sql && to.length >= rawBound(value)) return value;
      return b.ora(span, 'fit_raw', value, b.num(span, to.length), ...(ex.sql ? [columnLabel(ex, span)] : []));
    case 'number':
      if (to.digits === undefined || value.kind === 'PgNull' || (from.kind === 'number' && from.digits === to.digits))
        return value;
      return b.ora(span, 'fit_float', value, b.num(span, to.digits));
    case 'plsInteger': {
      return fitRange(value, to, from, span);
    }
    case 'intervalDayToSecond':
    case 'intervalYearToMonth':
      if (to.kind === 'intervalDayToSecond' && (to.fractional ?? 6) > 6 && hasFineSeconds(value))
        ex.unit.report(timestampPrecision(span, 'The interval', String(to.fractional)));
      return fitInterval(value, from, to, span);
    default:
      return value;
  }
}

/** A number within the range of a subtype of PLS_INTEGER. */
function fitRange(value: PgExpr, to: PlsIntegerType, from: OracleType, span: Span): PgExpr {
  let fitted = value;
  const literal = value.kind === 'PgNumber' ? Number(value.text) : undefined;
  const ranged = to.low !== undefined || to.high !== undefined;
  // NULL is in every range; NOT NULL is looked at below.
  const known =
    value.kind === 'PgNull' ||
    (literal !== undefined && literal >= (to.low ?? -Infinity) && literal <= (to.high ?? Infinity));
  const same = from.kind === 'plsInteger' && from.low === to.low && from.high === to.high;
  if (ranged && !known && !same) {
    const checked = b.ora(
      span,
      'fit_range',
      value,
      b.num(span, to.low ?? -2147483648),
      b.num(span, to.high ?? 2147483647),
    );
    fitted = b.cast(span, checked, pgTypes.integer);
  }
  if (to.notNull && literal === undefined && !(from.kind === 'plsInteger' && from.notNull))
    fitted = b.ora(span, 'fit_not_null', fitted.kind === 'PgNull' ? b.cast(span, fitted, pgTypes.integer) : fitted);
  return fitted;
}

function fitChar(
  ex: ExprContext,
  {
    to,
    value,
    from,
    span,
  }: {
    readonly to: CharacterType;
    readonly value: PgExpr;
    readonly from: OracleType;
    readonly span: Span;
  },
): PgExpr {
  const { length } = to;
  if (length === undefined || value.kind === 'PgNull') return value;
  if (ex.sql) {
    // PostgreSQL pads as Oracle does, but cuts blanks beyond the length, and does not tell whose length that was.
    const bound = textBound(value, from);
    if (bound !== undefined && bound <= length) return (from.kind === 'char' ? unpadded(value) : undefined) ?? value;
    return b.ora(span, 'fit', value, b.num(span, length), columnLabel(ex, span));
  }
  if (value.kind === 'PgString' && value.value.length <= length) return b.text(span, value.value.padEnd(length));
  if (from.kind === 'char' && from.length === length && value.kind !== 'PgString') return value;
  return b.ora(span, 'char_pad', value, b.num(span, length));
}

function fitVarchar2(
  ex: ExprContext,
  {
    to,
    value,
    from,
    source,
    span,
  }: {
    readonly to: CharacterType;
    readonly value: PgExpr;
    readonly from: OracleType;
    readonly source: Expr | undefined;
    readonly span: Span;
  },
): PgExpr {
  if (to.length === undefined || value.kind === 'PgNull' || (ex.sql && to.long)) return value;
  const bound = textBound(value, from);
  if ((bound !== undefined && bound <= to.length) || (!ex.sql && !mayEndInBlank(value, from))) return value;
  if (source && (ex.sql ? isTextWithin : isRefusedWhereTooLong)(ex, source, to.length)) return value;
  // No VARCHAR2 is longer, and only padding to such a length would end in that many blanks.
  if (to.length >= longestPlsqlText && from.kind !== 'clob' && !isPadding(value)) return value;
  // A label makes the error that of a column, ORA-12899 with its name and both sizes, which PostgreSQL's own error does
  // not tell.
  return b.ora(span, 'fit', value, b.num(span, to.length), ...(ex.sql ? [columnLabel(ex, span)] : []));
}

/**
 * The same for an attribute of an object or an element of a collection. CHAR is kept in them as text with its blanks,
 * which PostgreSQL adds to columns only, and casts of rows and arrays cut what is too long.
 */
export function fitPart(ex: ExprContext, value: PgExpr, from: OracleType, to: OracleType, span: Span): PgExpr {
  if (!ex.sql || to.kind !== 'char' || to.length === undefined || value.kind === 'PgNull')
    return fitTo(ex, value, from, to, span);
  return value.kind === 'PgString' && value.value.length <= to.length
    ? b.text(span, value.value.padEnd(to.length))
    : b.ora(span, 'char_pad', value, b.num(span, to.length), columnLabel(ex, span));
}

type IntervalType = OracleType & { kind: 'intervalDayToSecond' | 'intervalYearToMonth' };

const digitsOfInterval = (type: IntervalType): { readonly lead: number; readonly fraction: number } => ({
  lead: type.precision ?? 2,
  fraction: type.kind === 'intervalDayToSecond' ? (type.fractional ?? 6) : 6,
});

/** The type that takes every interval of the kind. */
export const widestInterval = (type: IntervalType): IntervalType =>
  type.kind === 'intervalDayToSecond' ? { ...type, precision: 9, fractional: 9 } : { ...type, precision: 9 };

/** Has no interval of the type more digits than the other takes? */
export function intervalFits(from: OracleType, to: IntervalType): boolean {
  const wanted = digitsOfInterval(to);
  const own = from.kind === to.kind ? digitsOfInterval(from) : undefined;
  const leadFits = wanted.lead >= 9 || (own !== undefined && own.lead <= wanted.lead);
  return leadFits && (wanted.fraction >= 6 || (own !== undefined && own.fraction <= wanted.fraction));
}

/**
 * Intervals have as many digits before the point as declared, 2 where nothing is, and as many after it; PostgreSQL's
 * have no such bound.
 */
function fitInterval(value: PgExpr, from: OracleType, to: IntervalType, span: Span): PgExpr {
  if (value.kind === 'PgNull' || intervalFits(from, to)) return value;
  const { lead, fraction } = digitsOfInterval(to);
  const name = to.kind === 'intervalDayToSecond' ? 'interval_ds_fit' : 'interval_ym_fit';
  return b.ora(span, name, value, b.num(span, lead), ...(fraction < 6 ? [b.num(span, fraction)] : []));
}

/** `ora.hextoraw(text)`: what is not hexadecimal is ORA-01465 in SQL, and ORA-06502 in PL/SQL. */
export function hexToRaw(ex: ExprContext, value: PgExpr, span: Span): PgExpr {
  const fails = value.kind !== 'PgString' || /[^0-9A-Fa-f]/.test(value.value);
  return b.ora(span, 'hextoraw', value, ...(fails && !ex.sql ? [b.num(span, 6502)] : []));
}

/**
 * The value of a text that nothing else checks, as one of VARCHAR2(length): too long is ORA-06502. `source`, in `ex`,
 * is what it was made of.
 */
export function fitText(
  value: PgExpr,
  from: OracleType,
  length: number,
  span: Span,
  source?: { readonly ex: ExprContext; readonly expr: Expr },
): PgExpr {
  const numberOfDigits = from.kind === 'plsInteger' ? 11 : from.kind === 'number' ? 40 : undefined;
  const bound = textBound(value, from) ?? numberOfDigits;
  const checked = isFit(value);
  if (value.kind === 'PgNull' || checked || (bound !== undefined && bound <= length)) return value;
  if (source && isTextWithin(source.ex, source.expr, length)) return value;
  return b.ora(span, 'fit', value, b.num(span, length));
}

/**
 * A variable of type `record` takes the row with the names that it has; where they are others, it gets a row with its
 * own.
 */
function withFieldNames(ex: ExprContext, value: PgExpr, from: RecordType, to: RecordType, span: Span): PgExpr {
  const same = from.fields.every((f, i) => f.name === to.fields[i]?.name);
  if (same || from.fields.length !== to.fields.length || value.kind !== 'PgColumn') return value;
  const items = to.fields.map((f, i) => {
    const source = from.fields[i] ?? f;
    const field = fieldOf(value, source.name, span);
    const made = fitTo(ex, convert(ex, field, source.type, f.type, span), source.type, f.type, span);
    return b.item(span, made, foldName(f.name));
  });
  const row = 'as_row';
  return b.scalar(
    span,
    b.select(span, { items: [b.column(span, row)], from: [b.derived(span, b.select(span, { items }), row)] }),
  );
}

/** The field of a record, by its Oracle name. */
export const fieldOf = (record: PgExpr, name: string, span: Span): PgExpr => b.part(span, record, foldName(name));

/**
 * A record as one of another type, field by field in order. (PL/SQL Language Reference, "Assigning One Record Variable
 * to Another")
 */
function recordTo(ex: ExprContext, value: PgExpr, from: RecordType, to: RecordType, span: Span): PgExpr {
  const type = pgTypeOf(ex.unit.naming, to, 'value');
  const own = pgTypeOf(ex.unit.naming, from, 'value');
  if (type.name.join('.') === 'record') return withFieldNames(ex, value, from, to, span);
  if (type.name.join('.') === own.name.join('.') || from.fields.length !== to.fields.length) return value;
  return once(ex, own, value, (record) => {
    const field = (name: string): PgExpr => fieldOf(record, name, span);
    const items = to.fields.map((f, i) => {
      const source = from.fields[i];
      if (!source) return b.null(span);
      const item = fitTo(ex, convert(ex, field(source.name), source.type, f.type, span), source.type, f.type, span);
      if (!f.notNull || source.notNull) return item;
      return b.ora(span, 'fit_not_null', b.cast(span, item, pgTypeOf(ex.unit.naming, f.type, 'value')));
    });
    return rowAs(to, items, type, span);
  });
}
