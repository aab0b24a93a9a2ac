import type { Expr, FromItem, Select } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { contains, isQuery } from '../../ir/walk.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';

/*
 * PostgreSQL works out what is constant when it plans a statement, and there the values of variables are constants: `case when a = 1 then 10 / n end`
 * divides by n = 0 where no row has a = 1, and `update t set a = 10 / n` where no row is updated. Oracle computes the result that is chosen, and no
 * other, row by row. (SQL Language Reference, "CASE Expressions", "DECODE", "COALESCE")
 * Expressions that PL/pgSQL evaluates without a query (assignments, conditions) are planned without the values.
 */

/** The context of what is evaluated only where it is reached: a result of CASE or DECODE, a later argument of COALESCE, a value of each row. */
export const perhaps = (ex: ExprContext): ExprContext =>
  ex.sql && ex.routine && !ex.perhaps ? { ...ex, perhaps: true } : ex;

/** The context of what a query selects: DUAL alone always has its row. */
export function ofEachRow(ex: ExprContext, { from, where }: Select): ExprContext {
  const isDual = (item: FromItem): boolean => item.kind !== 'Join' && ex.unit.analysis.sourceOf(item)?.kind === 'dual';
  return where === undefined && from.every(isDual) ? ex : perhaps(ex);
}

/** `ora.reached(n)` for an operand of what fails for some values, where nothing else keeps it from being computed early; `whole`: what may fail. */
export function reached(ex: ExprContext, whole: Expr, operand: PgExpr): PgExpr {
  if (!ex.perhaps || isLiteral(operand) || !isConstant(ex, whole)) return operand;
  return b.ora(operand.span, 'reached', operand);
}

const isLiteral = (value: PgExpr): boolean =>
  value.kind === 'PgNumber' || value.kind === 'PgString' || (value.kind === 'PgCast' && isLiteral(value.operand));

/** Does PostgreSQL know the value when it plans? Nothing in it differs from row to row. */
function isConstant({ unit }: ExprContext, whole: Expr): boolean {
  return !contains(whole, (node) => {
    if (isQuery(node)) return true;
    if (node.kind !== 'Name' && node.kind !== 'Member' && node.kind !== 'CorrelationName') return false;
    const { kind } = unit.analysis.resolve(node).base;
    return kind === 'column' || kind === 'correlation';
  });
}

/** Has the value parts that fail for some values and are evaluated only where they are reached? What is the argument of PERFORM may not have such. */
export const hasPerhaps = (value: PgExpr): boolean =>
  contains(value, (node) => {
    if (node.kind === 'PgCase') {
      const [, ...later] = node.branches;
      const parts = [...node.branches.map((x) => x.then), ...later.map((x) => x.when)];
      return [...parts, ...(node.otherwise ? [node.otherwise] : [])].some(mayFail);
    }
    return node.kind === 'PgCall' && node.name.join('.') === 'coalesce' && node.args.slice(1).some(mayFail);
  });

const mayFail = (value: PgExpr): boolean =>
  contains(value, (node) => {
    if (node.kind === 'PgBinary') return node.op === '/' || node.op === '%';
    return node.kind === 'PgCall' && !reads.has(node.name.join('.'));
  });

/** Calls that do not fail, or are no constants to PostgreSQL. */
const reads: ReadonlySet<string> = new Set([
  'coalesce',
  'concat',
  'nullif',
  'ora.number_text',
  'ora.package_get',
  'ora.package_value',
  'trunc',
]);
