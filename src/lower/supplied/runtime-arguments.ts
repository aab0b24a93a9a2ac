import { isText } from '../../analyze/model/operators.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { Argument, Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { pgTypeOf } from '../types.js';
import { oracleTypeOf, type RuntimeParameter, type RuntimeSignature } from './signatures.js';

/* The arguments of a call of a supplied package as a routine of the runtime takes them. */

/** The overload that the arguments fit best, by number, names and kind of type. */
export function chooseSignature(
  ex: ExprContext,
  signatures: readonly RuntimeSignature[],
  args: readonly Argument[],
  names: readonly string[],
): RuntimeSignature | undefined {
  let best: { signature: RuntimeSignature; cost: number } | undefined;
  for (const signature of signatures) {
    const bound = bindArguments(signature, args, names);
    if (!bound) continue;
    let cost = 0;
    for (const { parameter, arg } of bound) {
      if (!arg) continue;
      const wanted = oracleTypeOf(parameter.type);
      const given = ex.unit.analysis.typeOf(arg.value);
      if (wanted && given.kind === 'record') {
        cost = Number.POSITIVE_INFINITY;
        break;
      }
      if (wanted) cost += distance(given, wanted);
      else if (given.kind === 'collection')
        cost += parameter.type === ex.unit.naming.of(given.collection).join('.') ? 0 : 100;
      else if (parameter.type.startsWith('ora.dbms_sql_') || (parameter.type.startsWith('ora.') && isScalar(given)))
        cost += 100;
    }
    if (cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { signature, cost };
  }
  return best?.signature;
}

/** No handle and no record of the runtime is made of one. */
const isScalar = (type: OracleType): boolean =>
  isText(type) || type.kind === 'number' || type.kind === 'plsInteger' || type.kind === 'date';

function distance(from: OracleType, to: OracleType): number {
  if (from.kind === to.kind || from.kind === 'unknown' || from.kind === 'null') return 0;
  if (isText(from) && isText(to)) return 0;
  if (from.kind === 'blob' && to.kind === 'raw') return 0;
  // RAW and text are converted into one another, LOBs of the two kinds are not.
  if ((from.kind === 'blob' && isText(to)) || (from.kind === 'clob' && to.kind === 'raw')) return 100;
  const numeric = (t: OracleType): boolean =>
    t.kind === 'number' || t.kind === 'plsInteger' || t.kind === 'binaryDouble';
  return numeric(from) && numeric(to) ? 1 : 10;
}

interface BoundRuntimeArgument {
  readonly parameter: RuntimeParameter;
  readonly arg: Argument | undefined;
}

/** Each parameter with its argument, a variadic one once for each; undefined when the call does not fit. */
export function bindArguments(
  signature: RuntimeSignature,
  args: readonly Argument[],
  names: readonly string[],
): readonly BoundRuntimeArgument[] | undefined {
  const { parameters } = signature;
  // A variadic one stands for as many of Oracle's parameters as are given.
  const bound = new Map<number, Argument>();
  const last = parameters.length - 1;
  const isVariadic = parameters[last]?.mode === 'variadic';
  let position = 0;
  for (const arg of args) {
    const wanted = arg.name?.name.toLowerCase();
    let at = position;
    if (wanted !== undefined) {
      at = names.indexOf(wanted);
      if (at < 0) at = parameters.findIndex((p) => p.name === wanted);
    } else position += 1;
    if (at < 0 || (at > last && !isVariadic) || bound.has(at)) return undefined;
    bound.set(at, arg);
  }
  const result: BoundRuntimeArgument[] = [];
  for (const [i, parameter] of parameters.entries()) {
    if (parameter.mode === 'variadic') {
      const given = [...bound].filter(([at]) => at >= i).sort(([x], [y]) => x - y);
      if (given.length === 0 && !parameter.hasDefault) return undefined;
      result.push(...given.map(([, arg]) => ({ parameter, arg })));
    } else {
      const arg = bound.get(i);
      if (!arg && !parameter.hasDefault) return undefined;
      result.push({ parameter, arg });
    }
  }
  return result;
}

/** The values for a call; what is left out in the middle goes by name. */
export function argumentsFor(
  ex: ExprContext,
  signature: RuntimeSignature,
  args: readonly Argument[],
  span: Span,
  names: readonly string[],
): PgExpr[] {
  const bound = bindArguments(signature, args, names) ?? [];
  const values: PgExpr[] = [];
  let byName = false;
  for (const { parameter, arg } of bound) {
    if (!arg) {
      byName = true;
      continue;
    }
    const value = argumentValue(ex, parameter, arg.value);
    values.push(byName ? { kind: 'PgNamedArgument', span, name: parameter.name, value } : value);
  }
  return values;
}

/** An argument in the type of its parameter; literals for a polymorphic one get the type they have in Oracle. */
export function argumentValue(ex: ExprContext, parameter: RuntimeParameter, expr: Expr): PgExpr {
  const declared = parameter.mode === 'variadic' ? parameter.type.replace(/\[\]$/, '') : parameter.type;
  const wanted = oracleTypeOf(declared);
  const given = ex.unit.analysis.typeOf(expr);
  if (!wanted) {
    const value = lowerExpr(ex, expr);
    // The runtime takes the values of an associative array.
    if (declared.endsWith('[]') && given.kind === 'collection' && given.collection.variant === 'associativeArray')
      return b.field(expr.span, value, 'v');
    // Oracle's SQL divides numbers of every kind as NUMBER.
    if (declared.startsWith('any') && given.kind === 'plsInteger') return b.cast(expr.span, value, pgTypes.numeric);
    if (!declared.startsWith('any') || value.kind === 'PgColumn') return value;
    return b.cast(expr.span, value, pgTypeOf(ex.unit.naming, given, 'value'));
  }
  // An empty CLOB is not NULL, so it must not become a VARCHAR2 on the way.
  const value = wanted.kind === 'varchar2' && given.kind === 'clob' ? lowerExpr(ex, expr) : lowerTo(ex, expr, wanted);
  return value.kind === 'PgNull' ? b.cast(expr.span, value, { name: [declared] }) : value;
}
