import type { OracleType } from '../../analyze/model/types.js';
import { givesByArgument, heldType } from '../../analyze/oracle/anydata.js';
import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import { functionWithOutInSql } from '../../diagnostics/op3-calls.js';
import type { Argument } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import type { MethodCall } from '../calls/method-call.js';
import { withoutGaps } from '../collections/gaps/split.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { isBytes } from '../expressions/typing.js';
import { assignTo } from '../plsql/statements/assignments/targets.js';
import { pgTypeOf } from '../types.js';
import { representation } from './hierarchy.js';

/*
 * An ANYDATA is jsonb of two members: `type`, the name that GETTYPENAME gives, and `value`. RAW and BLOB stand in it as
 * hexadecimal digits, objects and collections as the text that PostgreSQL has for them. (PL/SQL Packages and Types
 * Reference, "ANYDATA TYPE")
 */

/** ANYDATA.CONVERTNUMBER(n) and its like; undefined for other names. */
export function lowerAnydataConstructor(
  ex: ExprContext,
  name: string,
  args: readonly Argument[],
  span: Span,
): PgExpr | undefined {
  const [type, member = ''] = name.split('.');
  if (type !== 'ANYDATA') return undefined;
  const [arg, more] = args;
  if (!arg || more) return refuse(unsupportedFunction(span, name, 'it has one argument'));
  const kept = heldType(member);
  if (kept) {
    const value = b.cast(span, lowerTo(ex, arg.value, kept.type), pgTypeOf(ex.unit.naming, kept.type, 'value'));
    return b.ora(span, 'anydata', b.text(span, kept.name), isBytes(kept.type) ? hex(value, span) : value);
  }
  const given = ex.unit.analysis.typeOf(arg.value);
  const value = b.cast(
    span,
    withoutGaps(ex, given, lowerExpr(ex, arg.value)),
    pgTypeOf(ex.unit.naming, given, 'value'),
  );
  return b.ora(span, 'anydata', b.text(span, typeName(ex, given, name, span)), b.cast(span, value, pgTypes.text));
}

/** A method of ANYDATA as a value. ACCESSx gives NULL where the type is another one, GETx fails with ORA-22626. */
export function lowerAnydataMethod(ex: ExprContext, self: PgExpr, call: MethodCall): PgExpr {
  const { method, args, span } = call;
  if (givesByArgument(method)) return byArgument(ex, self, call);
  if (args.length > 0) return refuse(unsupportedFunction(span, `ANYDATA.${method}`, 'it has no argument'));
  // In a program a NULL has no methods (ORA-30625); in SQL the result is NULL.
  const object = ex.sql ? self : b.ora(span, 'anydata_self', self);
  if (method === 'GETTYPENAME') return b.ora(span, 'anydata_type', object);
  const kept = heldType(method);
  if (!kept) return refuse(unsupportedFunction(span, `ANYDATA.${method}`, 'it has no counterpart'));
  return valueOf(ex, b.ora(span, 'anydata_access', object, b.text(span, kept.name)), kept.type, span);
}

/** `code := a.GetNumber(n)`: the value goes into the argument before the statement, and the code is that of success. */
function byArgument(ex: ExprContext, self: PgExpr, { method, args, span }: MethodCall): PgExpr {
  const { routine: rc, hoist } = ex;
  const name = `ANYDATA.${method}`;
  if (!rc || !hoist) return refuse(functionWithOutInSql(span, name));
  const [arg, more] = args;
  if (!arg || more) return refuse(unsupportedFunction(span, name, 'it has one argument'));
  if (method === 'GETTYPE') {
    const code = b.column(span, rc.temporary('result', pgTypes.integer));
    hoist(b.assign(span, code, b.ora(span, 'anydata_code', b.ora(span, 'anydata_self', self))));
    for (const s of assignTo(rc, arg.value, b.null(span), { kind: 'null' })) hoist(s);
    return code;
  }
  const kept = heldType(method);
  const type = kept?.type ?? ex.unit.analysis.typeOf(arg.value);
  const wanted = kept?.name ?? typeName(ex, type, name, span);
  const value = valueOf(ex, b.ora(span, 'anydata_get', self, b.text(span, wanted)), type, span);
  for (const s of assignTo(rc, arg.value, value, type)) hoist(s);
  return b.num(span, 0);
}

/** The text that an ANYDATA holds as a value of its type. */
function valueOf(ex: ExprContext, text: PgExpr, type: OracleType, span: Span): PgExpr {
  if (isBytes(type)) return b.call(span, 'decode', text, b.text(span, 'hex'));
  const to = pgTypeOf(ex.unit.naming, type, 'value');
  return to.name.length === 1 && to.name[0] === 'text' ? text : b.cast(span, text, to);
}

const hex = (value: PgExpr, span: Span): PgExpr => b.call(span, 'encode', value, b.text(span, 'hex'));

/** What GETTYPENAME gives for an object or a collection. */
function typeName(ex: ExprContext, type: OracleType, member: string, span: Span): string {
  const symbol = type.kind === 'object' ? type.object : type.kind === 'collection' ? type.collection : undefined;
  if (!symbol || symbol.container)
    return refuse(unsupportedFunction(span, member, 'its argument is not known as a value of a type of the schema'));
  if (symbol.kind === 'objectType' && representation(ex.unit.naming, symbol).tagged)
    return refuse(unsupportedFunction(span, member, 'which type of its hierarchy an object has is known when it runs'));
  const [schema = ''] = ex.unit.naming.of(symbol);
  return `${symbol.owner === '' ? schema.toUpperCase() : symbol.owner}.${symbol.name}`;
}
