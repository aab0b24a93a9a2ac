import { builtinFunction } from '../../../analyze/oracle/builtin-functions.js';
import type { Expr, Logical, Select } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { PostgresNode } from '../../../ir/postgres/node.js';
import { contains, isQuery } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { isDualAlone } from '../../queries/from/dual.js';
import { callsRoutine } from './calls-routine.js';

/*
 * PostgreSQL works out what is constant when it plans a statement, and there the values of variables are constants:
 * `case when a = 1 then 10 / n end` divides by n = 0 where no row has a = 1, and `update t set a = 10 / n` where no row
 * is updated. Oracle computes the result that is chosen, and no other, row by row. (SQL Language Reference,
 * "CASE Expressions", "DECODE", "COALESCE") Expressions that PL/pgSQL evaluates without a query (assignments,
 * conditions) are planned without the values, but for one that has failed in the same transaction: that is a query from
 * then on. There a condition matters that PostgreSQL does not know when it plans: `case when f() then 10 / n end`.
 * (PostgreSQL sources: exec_eval_simple_expr, expr_simple_in_use)
 */

/**
 * The context of what is evaluated only where it is reached: a result of CASE or DECODE, a later argument of COALESCE,
 * a value of each row.
 */
export const perhaps = (ex: ExprContext): ExprContext =>
  ex.sql && ex.routine && !ex.perhaps ? { ...ex, perhaps: true } : ex;

/** The context of what PL/SQL evaluates only where earlier conditions say so. */
export const behind = (ex: ExprContext, earlier: readonly Expr[]): ExprContext =>
  !ex.sql && ex.routine && !ex.perhaps && earlier.some((e) => isOpaque(ex, e)) ? { ...ex, perhaps: true } : ex;

/** Does PostgreSQL not know the value before it evaluates it: of the user's functions, of variables of packages? */
const isOpaque = ({ unit }: ExprContext, expr: Expr): boolean =>
  contains(expr, (node) => {
    if (node.kind !== 'Name' && node.kind !== 'Member' && node.kind !== 'Call') return false;
    const { base } = unit.analysis.resolve(node);
    return base.kind === 'routine' || (base.kind === 'variable' && base.variable.storage === 'package');
  });

/** The context of what a query selects: DUAL alone always has its row. */
export function ofEachRow(ex: ExprContext, { from, where }: Select): ExprContext {
  return where === undefined && isDualAlone(ex.unit.analysis, from) ? ex : perhaps(ex);
}

/**
 * `ora.reached(n)` for an operand of what fails for some values, where nothing else keeps it from being computed early;
 * `whole`: what may fail.
 */
export function reached(ex: ExprContext, whole: Expr, operand: PgExpr): PgExpr {
  if (!ex.perhaps || isLiteral(operand) || !isKnownWhenPlanned(ex, whole)) return operand;
  return b.ora(operand.span, 'reached', operand);
}

const isLiteral = (value: PgExpr): boolean =>
  value.kind === 'PgNumber' ||
  value.kind === 'PgString' ||
  value.kind === 'PgNull' ||
  (value.kind === 'PgCast' && isLiteral(value.operand)) ||
  (value.kind === 'PgUnary' && value.op === '-' && isLiteral(value.operand));

/**
 * The context of an operand of AND or OR in WHERE or ON. PostgreSQL estimates how many rows a comparison chooses by its
 * value, and works that out when it plans, though no row might come to it: `where kind = 'T' or n = to_number(p)`.
 */
export function inAlternatives(ex: ExprContext, { op }: Logical, earlier: readonly Expr[]): ExprContext {
  if (!ex.sql || !ex.routine || !ex.chosenBy || ex.chosenBy === 'later') return ex;
  if (op === 'AND' && ex.chosenBy === 'condition') return ex;
  return earlier.every((e) => isKnownWhenPlanned(ex, e))
    ? { ...ex, chosenBy: 'alternative' }
    : { ...perhaps(ex), chosenBy: 'later' };
}

/** `(select ora.to_number(p))` for an operand of a comparison there: worked out once, and only where a row comes to it. */
export function whereReached(ex: ExprContext, operand: Expr, made: PgExpr): PgExpr {
  if (ex.chosenBy !== 'later' || !contains(made, failsForText) || !isKnownWhenPlanned(ex, operand)) return made;
  // What is another value for each row PostgreSQL does not work out when it plans.
  if (callsRoutine(made)) return made;
  return b.scalar(made.span, b.select(made.span, { items: [made] }));
}

/** A conversion of text that is not written out, or what `reached` keeps back. */
const failsForText = (node: PostgresNode): boolean =>
  node.kind === 'PgCall' &&
  node.name[0] === 'ora' &&
  (node.name[1] === 'reached' ||
    (/^(?:text_)?to_(?:number|date|timestamp|binary|dsinterval|yminterval)/.test(node.name[1] ?? '') &&
      !node.args.every(isLiteral)));

/** Does PostgreSQL know the value when it plans? Nothing in it differs from row to row. */
export function isKnownWhenPlanned({ unit, atOpen }: ExprContext, whole: Expr): boolean {
  return !contains(whole, (node) => {
    if (isQuery(node)) return true;
    if (node.kind !== 'Name' && node.kind !== 'Member' && node.kind !== 'CorrelationName' && node.kind !== 'Call')
      return false;
    const { base } = unit.analysis.resolve(node);
    return (
      (base.kind === 'builtin' && builtinFunction(base.name)?.aggregate === true) ||
      base.kind === 'column' ||
      base.kind === 'correlation' ||
      // The query of a cursor has them in variables of PL/pgSQL.
      (base.kind === 'variable' && base.variable.storage === 'package' && !atOpen)
    );
  });
}
