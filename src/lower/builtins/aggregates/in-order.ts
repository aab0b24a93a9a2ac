import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import { isLiteral } from '../../../ir/kinds.js';
import type { Argument, Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { hasOut } from '../../calls/handed-back.js';
import type { ExprContext } from '../../context.js';
import { inOrder } from '../../expressions/evaluation/in-order.js';
import { lowerExpr } from '../../expressions/index.js';
import { isNullLiteral } from '../../expressions/typing.js';
import { calleesOf } from '../../plsql/effects/callees.js';
import { hasCapturedEntry } from '../../plsql/routines/entries.js';
import { pgTypeOf } from '../../types.js';
import { isLazy } from '../lazy.js';

/**
 * The context in which the arguments of a built-in function are lowered, where one after another runs as a statement of
 * its own: `GREATEST(f(1), 1 / n, f(2))` calls f twice only where the division succeeds. They are evaluated from the
 * left, and stand in for what is written then.
 */
export function withArgumentsInOrder(ex: ExprContext, name: string, args: readonly Argument[]): ExprContext {
  if (!ex.hoist || !ex.routine || ex.sql || isLazy(name)) return ex;
  const besideNull = args.some((a) => isNullLiteral(a.value));
  if (!besideNull && !args.slice(1).some((a) => callsByStatement(ex, a.value))) return ex;
  const values = args.map((a) => a.value).filter((value) => !isLiteral(value));
  const made = inOrder(ex, values, lowerExpr, {
    value: (value: PgExpr) => value,
    type: (_, item) => pgTypeOf(ex.unit.naming, ex.unit.analysis.typeOf(item), 'value'),
    with: (_, value) => value,
    known: () => besideNull,
  });
  const known = new Map<Expr, PgExpr>(
    values.flatMap((value, i): [Expr, PgExpr][] => (made[i] ? [[value, made[i]]] : [])),
  );
  return {
    ...ex,
    substitutions: { ...ex.substitutions, replace: (expr) => known.get(expr) ?? ex.substitutions?.replace(expr) },
  };
}

/** Is a function called in it whose call is a statement of its own? */
export function callsByStatement(ex: ExprContext, value: Expr): boolean {
  const isApart = (callee: RoutineSymbol): boolean =>
    hasOut(ex, callee) || (ex.routine?.mode.kind === 'capture' && hasCapturedEntry(ex.unit, callee));
  return contains(value, (node) => calleesOf(ex.unit.analysis, node).some(isApart));
}
