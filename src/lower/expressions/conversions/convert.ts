import { isNumeric, isScalar, isText } from '../../../analyze/model/operators.js';
import type { OracleType, RecordType } from '../../../analyze/model/types.js';
import { booleanConverted } from '../../../diagnostics/op3.js';
import { significantDigits } from '../../../ir/decimal-digits.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, isCall, isNamed, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { rowFieldName } from '../../naming/row-fields.js';
import { isOfType } from '../../objects/hierarchy.js';
import { pgTypeOf } from '../../types.js';
import { toBinaryFloat } from '../binary-numbers.js';
import { notOverfilled } from '../bounds/text-bounds.js';
import { refuseIntervalsOfTwoKinds } from '../datetime/interval-kinds.js';
import { dayIntervalText } from '../datetime/interval-text.js';
import { fieldsOfServer, isOfServer } from '../datetime/server-clock.js';
import { showZone } from '../datetime/zones-shown.js';
import { once } from '../evaluation/evaluated-once.js';
import { isInteger4, isIntegerTyped } from '../integer-typed.js';
import { rowAs } from '../record-row.js';
import { type Conversion, fitTo } from './fit.js';
import { toJson } from './json.js';

/**
 * Oracle's implicit conversion of a value. (SQL Language Reference, "Implicit Data Conversion"; PL/SQL Language
 * Reference, "Implicit Data Conversion")
 */
export function convert(ex: ExprContext, value: PgExpr, { from, to, span }: Conversion): PgExpr {
  if (from.kind === 'unknown' && !ex.sql && value.kind === 'PgColumn' && (isText(to) || to.kind === 'char'))
    return unknownText(value);
  // A column that is NULL in the query below it is text in PostgreSQL.
  if (from.kind === 'null' && value.kind === 'PgColumn' && ex.sql && !isText(to) && isCastable(to))
    return b.cast(span, value, pgTypeOf(ex.unit.naming, to, 'value'));
  if (value.kind === 'PgNull' || from.kind === 'null' || from.kind === 'unknown') return value;
  refuseIntervalsOfTwoKinds(from, to, span, 'A conversion');
  refuseBooleans(ex, from, to, span);
  refuseComposites(ex, from, to, span);
  switch (to.kind) {
    case 'number':
      return toNumber(value, from, span);
    case 'plsInteger':
      return toPlsInteger(value, from, span);
    case 'binaryDouble':
      return from.kind === 'binaryDouble' ? value : toBinaryDouble(value, from, span);
    case 'binaryFloat':
      if (from.kind === 'binaryFloat') return value;
      return isText(from)
        ? b.ora(span, 'to_binary_float', value)
        : toBinaryFloat(span, value, from.kind === 'plsInteger');
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
      return toTimestamp(value, from, to, span);
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
      return from.kind === 'record' ? recordTo(ex, value, { from, to, span }) : value;
    case 'object':
      // SELF of a subtype's method has the subtype's domain.
      return from.kind === 'object' && from.object !== to.object && isSelf(value)
        ? b.cast(span, value, pgTypeOf(ex.unit.naming, to, 'value'))
        : value;
    case 'boolean':
      if (isText(from)) return b.cast(span, value, pgTypes.boolean);
      return isNumeric(from) ? b.ne(span, value, b.num(span, '0')) : value;
    case 'json':
      return toJson(value, from, span) ?? value;
    case 'rowid':
    case 'bfile':
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

/** PL/SQL converts no BOOLEAN by itself; SQL of 23ai does. */
export function refuseBooleans(ex: ExprContext, from: OracleType, to: OracleType, span: Span): void {
  if (ex.sql || (from.kind === 'boolean') === (to.kind === 'boolean')) return;
  const other = from.kind === 'boolean' ? to : from;
  if (!isText(other) && !isNumeric(other)) return;
  const [value, name] = ['a BOOLEAN', isText(other) ? 'text' : 'a number'];
  refuse(from.kind === 'boolean' ? booleanConverted(span, value, name) : booleanConverted(span, name, value));
}

/** A record or collection is no scalar, not even with one field. (Database Error Messages, PLS-00382) */
function refuseComposites({ sql }: ExprContext, from: OracleType, to: OracleType, span: Span): void {
  if (!sql && ((isComposite(from) && isScalar(to)) || (isScalar(from) && isComposite(to))))
    refuse(booleanConverted(span, described(from), described(to)));
}

/**
 * An object is one of its type and of those that this type is under; only what comes back from a parameter, which is
 * no expression of the program, may be one of a type below. (Object-Relational Developer's Guide, "Assignments Across
 * Types"; Database Error Messages, PLS-00382)
 */
export function refuseObjects(from: OracleType, to: OracleType, span: Span): void {
  if (from.kind !== 'object' || to.kind !== 'object' || isOfType(from.object, to.object)) return;
  refuse(booleanConverted(span, `an object of ${from.object.name}`, `one of ${to.object.name}`));
}

const isComposite = ({ kind }: OracleType): boolean => kind === 'record' || kind === 'collection';

const described = (type: OracleType): string =>
  isComposite(type) ? `a ${type.kind}` : isText(type) ? 'text' : isNumeric(type) ? 'a number' : `a ${type.kind}`;

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
export function withoutZone(value: PgExpr, span: Span): PgExpr {
  showZone(value);
  return isOfServer(value) ? fieldsOfServer(value) : b.cast(span, value, pgTypes.timestamp);
}

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

/** SELF of a method. */
export const isSelf = (value: PgExpr): boolean => isNamed(value, 'self');

/** BINARY_FLOAT and BINARY_DOUBLE. */
export const isBinary = (type: OracleType): boolean => type.kind === 'binaryDouble' || type.kind === 'binaryFloat';

/** The x of `nullif(x, '')`, for what takes an empty text as a NULL. */
function orEmpty(value: PgExpr): PgExpr {
  if (!isCall(value, 'nullif')) return value;
  const [text, empty] = value.args;
  return text !== undefined && empty?.kind === 'PgString' && empty.value === '' ? text : value;
}

function toNumber(value: PgExpr, from: OracleType, span: Span): PgExpr {
  if (isText(from)) {
    // Plain digits are the same number whatever the session's decimal character is.
    if (value.kind === 'PgString' && /^-?\d{1,38}$/.test(value.value))
      return b.num(span, value.value.replace(/^(-?)0+(?=\d)/, '$1'));
    return b.ora(span, 'to_number', orEmpty(value));
  }
  if (isBinary(from)) return b.ora(span, 'binary_number', value);
  if (from.kind === 'boolean') return b.cast(span, b.cast(span, value, pgTypes.integer), pgTypes.numeric);
  if (from.kind === 'xml') return b.ora(span, 'to_number', b.ora(span, 'xml_string', value));
  return value;
}

function toPlsInteger(value: PgExpr, from: OracleType, span: Span): PgExpr {
  if (from.kind === 'plsInteger' || isInteger4(value)) return value;
  // No date has a part that is too large.
  if (value.kind === 'PgExtract' && value.field !== 'epoch') return b.cast(span, value, pgTypes.integer);
  return from.kind === 'number' || isText(from) || isBinary(from)
    ? b.ora(span, 'pls_integer', toNumber(value, from, span))
    : value;
}

const toBinaryDouble = (value: PgExpr, from: OracleType, span: Span): PgExpr =>
  isText(from) ? b.ora(span, 'to_binary_double', value) : b.cast(span, value, pgTypes.double);

function toTimestamp(
  value: PgExpr,
  from: OracleType,
  { zone }: Extract<OracleType, { kind: 'timestamp' }>,
  span: Span,
): PgExpr {
  if (isText(from)) {
    if (zone === 'zone') return b.ora(span, 'text_to_timestamp_tz', value);
    const fields = b.ora(span, 'text_to_timestamp', value);
    return zone === 'none' ? fields : b.cast(span, fields, pgTypes.timestamptz);
  }
  if (from.kind !== 'date' && from.kind !== 'timestamp') return value;
  const hadZone = from.kind === 'timestamp' && from.zone !== 'none';
  if (hadZone === (zone !== 'none')) return value;
  return zone === 'none' ? withoutZone(value, span) : b.cast(span, value, pgTypes.timestamptz);
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
      showZone(value);
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
      return b.call(span, 'upper', b.cast(span, value, pgTypes.text));
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
    const parts = significantDigits(digits);
    if (parts && digits.length < 38) {
      const { whole, fraction } = parts;
      const text = fraction === '' ? whole || '0' : `${whole}.${fraction}`;
      const made = b.text(span, negative && text !== '0' ? `-${text}` : text);
      return fraction === '' ? made : { ...made, decimalPoints: [made.value.indexOf('.')] };
    }
  }
  const wholeNumber = isIntegerTyped(value) || (from.precision !== undefined && from.scale === 0);
  return wholeNumber ? b.cast(span, value, pgTypes.text) : b.ora(span, 'number_text', value);
}

/** The text of a number for what does not follow the session: JSON and XML. */
export function withPoint(text: PgExpr): PgExpr {
  if (text.kind === 'PgString') return b.text(text.span, text.value);
  return text.kind === 'PgCall' ? { ...text, keepsPoint: true } : text;
}

/** `ora.hextoraw(text)`: what is not hexadecimal is ORA-01465 in SQL, and ORA-06502 in PL/SQL. */
export function hexToRaw(ex: ExprContext, value: PgExpr, span: Span): PgExpr {
  const fails = value.kind !== 'PgString' || /[^0-9A-Fa-f]/.test(value.value);
  return b.ora(span, 'hextoraw', value, ...(fails && !ex.sql ? [b.num(span, 6502)] : []));
}

type RecordConversion = Conversion & { readonly from: RecordType; readonly to: RecordType };

/**
 * A variable of type `record` takes the row with the names that it has; where they are others, it gets a row with its
 * own.
 */
function withFieldNames(ex: ExprContext, value: PgExpr, { from, to, span }: RecordConversion): PgExpr {
  const same = from.fields.every((f, i) => f.name === to.fields[i]?.name);
  if (same || from.fields.length !== to.fields.length || value.kind !== 'PgColumn') return value;
  const items = to.fields.map((f, i) => {
    const source = from.fields[i] ?? f;
    const field = b.part(span, value, rowFieldName(from.fields, i));
    const conversion: Conversion = { from: source.type, to: f.type, span };
    const made = fitTo(ex, convert(ex, field, conversion), conversion);
    return b.item(span, made, foldName(f.name));
  });
  const row = madeUp('as_row');
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
function recordTo(ex: ExprContext, value: PgExpr, { from, to, span }: RecordConversion): PgExpr {
  const type = pgTypeOf(ex.unit.naming, to, 'value');
  const own = pgTypeOf(ex.unit.naming, from, 'value');
  if (type.name.join('.') === 'record') return withFieldNames(ex, value, { from, to, span });
  if (type.name.join('.') === own.name.join('.') || from.fields.length !== to.fields.length) return value;
  return once(ex, own, value, (record) => {
    const items = to.fields.map((f, i) => {
      const source = from.fields[i];
      if (!source) return b.null(span);
      const conversion: Conversion = { from: source.type, to: f.type, span };
      const item = fitTo(ex, convert(ex, b.part(span, record, rowFieldName(from.fields, i)), conversion), conversion);
      if (!f.notNull || source.notNull) return item;
      return b.ora(span, 'fit_not_null', b.cast(span, item, pgTypeOf(ex.unit.naming, f.type, 'value')));
    });
    return rowAs(to, items, type, span);
  });
}
