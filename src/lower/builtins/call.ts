import type { OracleType } from '../../analyze/model/types.js';
import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { Argument, Call, Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { numeric } from '../expressions/arithmetic.js';
import { convert, isBinary, withoutZone } from '../expressions/conversions/convert.js';
import { fieldsInZone } from '../expressions/datetime/datetime.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { isInteger4, isIntegerTyped } from '../expressions/integer-typed.js';
import { isLob, typeOf } from '../expressions/typing.js';

/** A call of a built-in function. */
export interface BuiltinCall {
  readonly ex: ExprContext;
  readonly name: string;
  readonly args: readonly Argument[];
  /** The call with its clauses; absent where the function is named without parentheses. */
  readonly node: Call | undefined;
  readonly span: Span;
}
/** Makes a PostgreSQL expression of a call. @throws Refusal */
export type BuiltinLowering = (call: BuiltinCall) => PgExpr;
/** By Oracle's name of the function. */
export type BuiltinTable = Readonly<Record<string, BuiltinLowering>>;

/** What arguments are converted to that a function reads as text. */
export const varchar2: OracleType = { kind: 'varchar2' };
const dateType: OracleType = { kind: 'date' };

/** The argument at the place, from 0. @throws Refusal where the call has too few */
export function argument(c: BuiltinCall, i: number): Expr {
  const found = c.args[i];
  return found ? found.value : refuse(unsupportedFunction(c.span, c.name, 'it has too few arguments'));
}
/** The argument at the place, from 0; undefined where the call has fewer. */
export function optional(c: BuiltinCall, i: number): Expr | undefined {
  return c.args[i]?.value;
}
/** Unknown where the call has fewer arguments. */
export function typeOfArgument(c: BuiltinCall, i: number): OracleType {
  const expr = optional(c, i);
  return expr ? typeOf(c.ex, expr) : { kind: 'unknown' };
}

/** What PostgreSQL computes in double precision, as the BINARY_FLOAT that Oracle makes of the call's arguments. */
export const asOwnFloat = (c: BuiltinCall, made: PgExpr): PgExpr =>
  c.node && typeOf(c.ex, c.node).kind === 'binaryFloat' ? b.cast(c.span, made, pgTypes.real) : made;

/** The argument as text; a CLOB stays one. NULL has the type text. */
export function text(c: BuiltinCall, i: number): PgExpr {
  const expr = argument(c, i);
  const type = typeOf(c.ex, expr);
  const value = isLob(type) ? lowerExpr(c.ex, expr) : lowerTo(c.ex, expr, varchar2);
  return value.kind === 'PgNull' ? b.cast(expr.span, value, pgTypes.text) : value;
}
/** The argument as VARCHAR2. */
export function varchar(c: BuiltinCall, i: number): PgExpr {
  const value = lowerTo(c.ex, argument(c, i), varchar2);
  return value.kind === 'PgNull' ? b.cast(c.span, value, pgTypes.text) : value;
}
/** The argument as a number, possibly integer to PostgreSQL. */
export function number(c: BuiltinCall, i: number): PgExpr {
  const expr = argument(c, i);
  const type = typeOf(c.ex, expr);
  return isBinary(type)
    ? convert(c.ex, lowerExpr(c.ex, expr), { from: type, to: { kind: 'number' }, span: expr.span })
    : numeric(c.ex, expr);
}
/**
 * The argument as numeric: for functions that PostgreSQL has for double precision too, which an integer would choose.
 */
export function decimal(c: BuiltinCall, i: number): PgExpr {
  const value = number(c, i);
  return isWhole(c, i, value) ? b.cast(value.span, value, pgTypes.numeric) : value;
}
/** Is the argument an integer to PostgreSQL: by its form, or as a PLS_INTEGER? */
export function isWhole(c: BuiltinCall, i: number, value: PgExpr): boolean {
  return isIntegerTyped(value) || typeOfArgument(c, i).kind === 'plsInteger';
}
/**
 * Is the argument of the type integer to PostgreSQL: a literal, or variables of PLS_INTEGER
 * and what they are counted up by?
 */
export function isInteger(c: BuiltinCall, i: number, value: PgExpr): boolean {
  const isPart = (part: PgExpr): boolean =>
    part.kind === 'PgBinary'
      ? /^[-+*]$/.test(part.op) && isPart(part.left) && isPart(part.right)
      : part.kind === 'PgColumn' || isInteger4(part);
  return isInteger4(value) || (!c.ex.sql && typeOfArgument(c, i).kind === 'plsInteger' && isPart(value));
}

/** The argument as integer. */
export function integer(c: BuiltinCall, i: number): PgExpr {
  const value = number(c, i);
  return isWhole(c, i, value) ? value : b.cast(value.span, b.call(value.span, 'trunc', value), pgTypes.integer);
}
/** The argument as DATE, without time zone; a TIMESTAMP stays one. */
export function datetime(c: BuiltinCall, i: number): PgExpr {
  const expr = argument(c, i);
  const type = typeOf(c.ex, expr);
  const fields = fieldsInZone(c.ex, expr, { kind: 'timestamp', zone: 'none' });
  if (fields) return fields;
  const value = lowerExpr(c.ex, expr);
  if (value.kind === 'PgNull') return b.cast(expr.span, value, pgTypes.timestamp);
  if (type.kind === 'timestamp') return type.zone === 'none' ? value : withoutZone(value, expr.span);
  return convert(c.ex, value, { from: type, to: dateType, span: expr.span });
}
/** The arguments from one on, as text. */
export function texts(c: BuiltinCall, from: number): PgExpr[] {
  return c.args.slice(from).map((_, i) => varchar(c, from + i));
}

/** Passes the arguments to the runtime function of a name, each as the kind says: t text, n number, d datetime. */
export function runtime(name: string, kinds: string): BuiltinLowering {
  return (c) => {
    const args = c.args.map((_, i) => {
      const kind = kinds[Math.min(i, kinds.length - 1)];
      return kind === 'n' ? number(c, i) : kind === 'd' ? datetime(c, i) : text(c, i);
    });
    return b.ora(c.span, name, ...args);
  };
}
