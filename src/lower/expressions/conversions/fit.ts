import type { CharacterType, OracleType, PlsIntegerType } from '../../../analyze/model/types.js';
import { timestampPrecision } from '../../../diagnostics/op1-types.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, isFit, pgTypes } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { checkedFor, isPadding, longestPlsqlText, mayEndInBlank, rawBound, textBound } from '../bounds/text-bounds.js';
import { isRefusedWhereTooLong, isTextWithin } from '../bounds/text-length.js';
import { fitTimestamp } from '../datetime/fit-timestamp.js';
import { hasFineSeconds } from '../datetime/interval-text.js';
import { unpadded } from './char-column.js';
import { columnLabel } from './column-label.js';

/** The type that a value has, and the one that it is to have. */
export interface Conversion {
  readonly from: OracleType;
  readonly to: OracleType;
  readonly span: Span;
}

/** What a value on its way into a variable or column was converted from, and the type of that variable or column. */
interface Fit extends Conversion {
  /** What it was made of, where its form says more than the type. */
  readonly source?: Expr | undefined;
}

/**
 * What an assignment to a variable or column of the type must add to the converted value: length checks that PostgreSQL
 * does not make (blanks beyond varchar(n)), padding of CHAR, ranges of PLS_INTEGER subtypes. Precision and scale of
 * NUMBER are checked by the target's own type.
 */
export function fitTo(ex: ExprContext, made: PgExpr, { from, to, span, source }: Fit): PgExpr {
  const value = checkedFor(made, to);
  switch (to.kind) {
    case 'varchar2':
      return fitVarchar2(ex, value, { from, to, span, source });
    case 'char':
      return fitChar(ex, value, { from, to, span });
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
    case 'plsInteger':
      return fitRange(value, to, from, span);
    case 'timestamp':
      return fitTimestamp(value, from, to, span);
    case 'intervalDayToSecond':
    case 'intervalYearToMonth':
      if (
        to.kind === 'intervalDayToSecond' &&
        (to.fractional ?? 6) > 6 &&
        (hasFineSeconds(value) || isFineText(from, source))
      )
        ex.unit.report(timestampPrecision(span, 'The interval', String(to.fractional)));
      return fitInterval(value, from, to, span);
    default:
      return value;
  }
}

/** Is the interval made of a text with more than six digits behind the point, or of one that may have them? */
const isFineText = ({ kind }: OracleType, source: Expr | undefined): boolean =>
  (kind === 'varchar2' || kind === 'char') &&
  (source?.kind !== 'StringLiteral' || /\.\d{6}\d*[1-9]/.test(source.value));

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

function fitChar(ex: ExprContext, value: PgExpr, { to, from, span }: Fit & { readonly to: CharacterType }): PgExpr {
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
  value: PgExpr,
  { to, from, span, source }: Fit & { readonly to: CharacterType },
): PgExpr {
  if (to.length === undefined || value.kind === 'PgNull' || (ex.sql && to.long)) return value;
  // What dynamic SQL puts into the text at run time may be longer.
  const isHeld = value.kind === 'PgString' && ex.substitutions?.isWord?.(value.value) === true;
  const bound = isHeld ? undefined : textBound(value, from);
  const hasOwnCheck = !ex.sql && !to.inferred;
  if ((bound !== undefined && bound <= to.length) || (hasOwnCheck && !mayEndInBlank(value, from))) return value;
  if (source && (hasOwnCheck ? isRefusedWhereTooLong : isTextWithin)(ex, source, to.length)) return value;
  // No VARCHAR2 is longer, but for what is made of several, or of fewer characters.
  if (to.length >= longestPlsqlText && from.kind !== 'clob' && !isPadding(value) && !mayGrow(value)) return value;
  // A label makes the error that of a column, ORA-12899 with its name and both sizes, which PostgreSQL's own error does
  // not tell.
  return b.ora(span, 'fit', value, b.num(span, to.length), ...(ex.sql ? [columnLabel(ex, span)] : []));
}

/** Is the text put together of others, or are parts of it replaced by longer ones? Then it may be longer than they are. */
function mayGrow(value: PgExpr): boolean {
  if (value.kind === 'PgBinary') return value.op === '||';
  if (value.kind !== 'PgCall') return false;
  const [, search, replacement] = value.args;
  switch (value.name.join('.')) {
    case 'concat':
    case 'ora.replace':
      return true;
    case 'nullif':
    case 'coalesce':
      return value.args.some(mayGrow);
    case 'replace':
      return !(
        search?.kind === 'PgString' &&
        replacement?.kind === 'PgString' &&
        replacement.value.length <= search.value.length
      );
    default:
      return false;
  }
}

/**
 * The same for an attribute of an object or an element of a collection. CHAR is kept in them as text with its blanks,
 * which PostgreSQL adds to columns only, and casts of rows and arrays cut what is too long.
 */
export function fitPart(ex: ExprContext, value: PgExpr, fit: Fit): PgExpr {
  const { to, span } = fit;
  if (!ex.sql || to.kind !== 'char' || to.length === undefined || value.kind === 'PgNull') return fitTo(ex, value, fit);
  return value.kind === 'PgString' && value.value.length <= to.length
    ? b.text(span, value.value.padEnd(to.length))
    : b.ora(span, 'char_pad', value, b.num(span, to.length), columnLabel(ex, span));
}

/** The same for what a constructor is given. */
export const fitGiven = (ex: ExprContext, value: PgExpr, fit: Fit): PgExpr =>
  fitPart({ ...ex, ofConstructor: true }, value, fit);

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

/** Of a value that is to be a VARCHAR2(length). */
interface TextFit {
  readonly from: OracleType;
  readonly length: number;
  readonly span: Span;
  /** What it was made of. */
  readonly source?: { readonly ex: ExprContext; readonly expr: Expr } | undefined;
  /** The function of the runtime that raises the error. */
  readonly check?: 'fit' | 'fit_fetched';
}

/** The value of a text that nothing else checks, as one of VARCHAR2(length): too long is ORA-06502. */
export function fitText(value: PgExpr, { from, length, span, source, check = 'fit' }: TextFit): PgExpr {
  const numberOfDigits = from.kind === 'plsInteger' ? 11 : from.kind === 'number' ? 40 : undefined;
  const bound = textBound(value, from) ?? numberOfDigits;
  const checked = isFit(value);
  if (value.kind === 'PgNull' || checked || (bound !== undefined && bound <= length)) return value;
  if (source && isTextWithin(source.ex, source.expr, length)) return value;
  return b.ora(span, check, value, b.num(span, length));
}
