import type { Resolution } from '../../analyze/analysis.js';
import { textFilledTo } from '../../analyze/declare/filled-texts.js';
import { mostCharacters } from '../../analyze/declare/tables/text-lengths.js';
import { isDatetime, isInterval, isNumeric } from '../../analyze/model/operators.js';
import type { OracleType } from '../../analyze/model/types.js';
import { operandsOf } from '../../ir/literals.js';
import type { Call, Expr, Member, Name } from '../../ir/oracle/index.js';
import type { PgExpr, PgString } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, isCall, pgTypes } from '../builders.js';
import type { ExprContext } from '../context.js';
import { isWholeNumber } from './bounds/number-bound.js';
import { longestPlsqlText } from './bounds/text-bounds.js';
import { refuseBooleans, toText, unknownText } from './conversions/convert.js';
import { textInZone } from './datetime/datetime.js';
import { inOrder } from './evaluation/in-order.js';
import { lowerExpr, lowerTo } from './index.js';
import { isLob, isNullLiteral, mayBeNull, typeOf } from './typing.js';

interface Part {
  /** As text. */
  readonly value: PgExpr;
  /** In its own type. */
  readonly own: PgExpr;
  readonly nullable: boolean;
  readonly type: OracleType;
}

/**
 * `a || b || c`. A NULL operand counts as ''; the whole is NULL only where all are. (SQL Language Reference,
 * "Concatenation Operator") In:  a || '-' || b   Out: coalesce(a, '') || '-' || coalesce(b, '') In:  a || b
 * Out: coalesce(a || b, a, b)   both nullable
 */
export function lowerConcat(ex: ExprContext, expr: Expr, span: Span): PgExpr {
  const inTurn = !ex.sql && isLob(typeOf(ex, expr));
  return concatenate(ex, inTurn ? operandsInTurn(ex, expr) : operandsOf(expr), span);
}

/** The same as `operandsOf`, but what stands in parentheses is put together first where that can be told: `c || (1 || 'x')`. */
function operandsInTurn(ex: ExprContext, expr: Expr): readonly Expr[] {
  if (expr.kind !== 'Binary' || expr.op !== '||') return [expr];
  const right = operandsOf(expr.right);
  const isOwn = right.length > 1 && right.some((o) => isNoText(typeOf(ex, o)));
  return [...operandsInTurn(ex, expr.left), ...(isOwn ? [expr.right] : right)];
}

/** The operands of `||` or CONCAT put together, and their length checked where it can be too much. */
export function concatenate(ex: ExprContext, operands: readonly Expr[], span: Span): PgExpr {
  const parts = inOrder(
    ex,
    operands.filter((o) => !isNullLiteral(o)),
    part,
    {
      value: (p) => (p.type.kind === 'raw' ? p.own : p.value),
      type: (p) => (p.type.kind === 'raw' ? pgTypes.bytea : pgTypes.text),
      with: (p, kept) => ({ ...p, own: kept, value: p.type.kind === 'raw' ? b.ora(span, 'rawtohex', kept) : kept }),
      pairwise: true,
    },
  );
  const joined = joinParts(ex, ex.sql ? parts : clobsAsTexts(ex, parts, span), span);
  const isText =
    parts.some((p) => p.type.kind !== 'raw') && !parts.some((p) => isLob(p.type) || p.type.kind === 'unknown');
  const size = isText ? sizeToCheck(ex, operands) : undefined;
  if (size === undefined) return joined;
  if (!ex.sql) return { ...b.ora(span, 'fit', joined, b.num(span, size)), checksText: 'concatenation' };
  return b.ora(span, 'concat_fit', joined, ...(size === 4000 ? [] : [b.num(span, size)]));
}

/**
 * In PL/SQL a CLOB beside a number or a date is put together with it as a VARCHAR2, since what is no text does not become
 * a CLOB: the CLOB has to fit into one. What stands before the last such place is one part then. (PL/SQL Language
 * Reference, "Implicit Data Conversion"; recorded output of Oracle for `l_clob || l_number`)
 */
function clobsAsTexts(ex: ExprContext, [first, ...rest]: readonly Part[], span: Span): readonly Part[] {
  if (!first) return [];
  let made: readonly Part[] = [first];
  let { type } = first;
  for (const next of rest) {
    if (isLob(type) && isNoText(next.type)) {
      made = [asText(ex, made, span), next];
      type = { kind: 'varchar2' };
    } else if (made.length === 1 && isNoText(type) && isLob(next.type)) {
      made = [...made, asText(ex, [next], span)];
      type = { kind: 'varchar2' };
    } else {
      made = [...made, next];
      type = isLob(type) || isLob(next.type) ? { kind: 'clob' } : { kind: 'varchar2' };
    }
  }
  return made;
}

const isNoText = (type: OracleType): boolean => isNumeric(type) || isDatetime(type) || isInterval(type);

function asText(ex: ExprContext, parts: readonly Part[], span: Span): Part {
  const value = b.ora(span, 'fit', joinParts(ex, parts, span), b.num(span, longestPlsqlText));
  return { value, own: value, nullable: true, type: { kind: 'varchar2' } };
}

/**
 * The bytes that a text may have, where the operands can have more: ORA-01489 in SQL, ORA-06502 in PL/SQL. What no
 * declaration says a length of counts nothing, but for calls in SQL that are there to make long texts or whose result
 * has no length by its nature. (SQL Language Reference, "Concatenation Operator"; with MAX_STRING_SIZE = EXTENDED
 * columns say so by their length; PL/SQL Language Reference, "CHAR and VARCHAR2 Variables")
 */
function sizeToCheck(ex: ExprContext, operands: readonly Expr[]): number | undefined {
  const { unit, sql } = ex;
  const resolve = (e: Name | Call | Member): Resolution => unit.analysis.resolve(e);
  const texts = operands.filter((o) => !isNoText(typeOf(ex, o)));
  const lengths = texts.map((o) => (sql ? textFilledTo(resolve, o) : mostCharacters(resolve, o)) ?? 0);
  const size = !sql || Math.max(...lengths) > 4000 ? longestPlsqlText : 4000;
  return lengths.reduce((sum, n) => sum + n, 0) > size ? size : undefined;
}

function joinParts(ex: ExprContext, parts: readonly Part[], span: Span): PgExpr {
  const [first] = parts;
  if (!first) return b.null(span);
  if (parts.length === 1) return first.value;
  if (parts.every((p) => p.type.kind === 'raw')) return rawConcat(parts, span);
  const lobs = parts.some((p) => isLob(p.type));
  if (lobs) {
    // A CLOB may be empty without being NULL: the operands cannot be told from the result, but where one is never NULL
    // nor is the whole.
    if (parts.some((p) => !p.nullable)) return join(ex, parts, span);
    return parts.slice(1).reduce<PgExpr>((left, p) => b.ora(span, 'clob_concat', left, p.value), first.value);
  }
  const anchored = parts.some((p) => !p.nullable);
  const [left, right] = parts;
  // Neither has to be looked at twice where both are there.
  if (!anchored && parts.length === 2 && isName(left) && isName(right))
    return b.coalesce(span, b.concat(span, left.value, right.value), left.value, right.value);
  return anchored ? join(ex, parts, span) : b.nullIfEmpty(span, join(ex, parts, span));
}

const isName = (part: Part | undefined): part is Part =>
  part?.type.kind === 'varchar2' && part.value.kind === 'PgColumn';

/** `prefix || message`, where NULL in the message counts as ''. */
export function prefixed(ex: ExprContext, prefix: string, message: Expr, span: Span): PgExpr {
  const parts = operandsOf(message)
    .filter((o) => !isNullLiteral(o))
    .map((o): Part => part(ex, o));
  const start = b.text(span, prefix);
  if (parts.every((p) => p.type.kind !== 'raw' && p.type.kind !== 'unknown' && !isLob(p.type)))
    return join(ex, [{ value: start, own: start, nullable: false, type: { kind: 'varchar2' } }, ...parts], span);
  return b.concat(span, start, b.coalesce(span, lowerTo(ex, message, { kind: 'varchar2' }), b.text(span, '')));
}

function join(ex: ExprContext, parts: readonly Part[], span: Span): PgExpr {
  const merged: Part[] = [];
  for (const p of parts) {
    const last = merged.at(-1);
    // 'a' || 'b' is written down as one text.
    if (p.value.kind === 'PgString' && last?.value.kind === 'PgString')
      merged[merged.length - 1] = { ...last, value: oneText(last.value, p.value) };
    else merged.push(p);
  }
  const nullable = merged.filter((p) => p.nullable).length;
  // concat() is not immutable, which indexes and generated columns want, and costs twice as much as ||, since it takes
  // values of every type; of more than two in a routine it reads best.
  if (nullable > 1 && merged.length > 2 && ex.routine)
    return concatCall(
      span,
      merged.map((p) => beforeNullIf(p.value)),
    );
  const [first, ...rest] = merged.map((p) =>
    p.nullable ? b.coalesce(span, beforeNullIf(p.value), b.text(span, '')) : p.value,
  );
  return first ? b.concat(span, first, ...rest) : b.null(span);
}

function oneText(left: PgString, right: PgString): PgString {
  const moved = right.decimalPoints?.map((at) => at + left.value.length) ?? [];
  const decimalPoints = [...(left.decimalPoints ?? []), ...moved];
  return { ...b.text(left.span, left.value + right.value), ...(decimalPoints.length > 0 && { decimalPoints }) };
}

/** `substr(…)` of `nullif(substr(…), '')`: what is empty and what is NULL are the same to a concatenation. */
function beforeNullIf(value: PgExpr): PgExpr {
  if (!isCall(value, 'nullif')) return value;
  const [text, empty] = value.args;
  return text?.kind === 'PgCall' && empty?.kind === 'PgString' && empty.value === '' ? text : value;
}

/** `concat(a, b, …)`, in groups where there are more values than PostgreSQL passes to a function. */
function concatCall(span: Span, values: readonly PgExpr[]): PgExpr {
  if (values.length <= mostArguments) return b.call(span, 'concat', ...values);
  const groups: PgExpr[] = [];
  for (let at = 0; at < values.length; at += mostArguments)
    groups.push(b.call(span, 'concat', ...values.slice(at, at + mostArguments)));
  return concatCall(span, groups);
}

/** PostgreSQL's FUNC_MAX_ARGS. */
const mostArguments = 100;

function rawConcat(parts: readonly Part[], span: Span): PgExpr {
  return b.ora(span, 'utl_raw_concat', ...parts.map((p) => p.own));
}

function part(ex: ExprContext, operand: Expr): Part {
  const type = typeOf(ex, operand);
  const zoned = textInZone(ex, operand);
  if (zoned) return { value: zoned, own: zoned, nullable: mayBeNull(ex, operand), type: { kind: 'varchar2' } };
  refuseBooleans(ex, type, { kind: 'varchar2' }, operand.span);
  const lowered = lowerExpr(ex, operand);
  const text =
    type.kind === 'raw'
      ? b.ora(operand.span, 'rawtohex', lowered)
      : type.kind === 'unknown'
        ? unknownText(lowered)
        : isWholeNumber(ex, operand)
          ? b.cast(operand.span, lowered, pgTypes.text)
          : toText(lowered, type, operand.span);
  return { value: text, own: lowered, nullable: mayBeNull(ex, operand), type };
}
