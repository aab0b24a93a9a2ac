import { conjunctsOf } from '../../../ir/conjuncts.js';
import { literalInteger } from '../../../ir/literals.js';
import type { Expr, Select } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { walk } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { lowerTo } from '../../expressions/index.js';
import { isIntegerTyped } from '../../expressions/integer-typed.js';
import { typeOf } from '../../expressions/typing.js';
import { isPseudo, usesPseudo } from '../block-nodes.js';
import { isHierarchical } from './operators.js';

/**
 * `connect by level <= n` over DUAL alone: the number of rows, at least one; undefined for any other hierarchy, and
 * where more than the level is read of the rows above (PRIOR, SYS_CONNECT_BY_PATH …).
 */
export function levelSeries(ex: ExprContext, select: Select): PgExpr | undefined {
  const { hierarchy } = select;
  const [only] = select.from;
  if (
    !hierarchy ||
    hierarchy.startWith ||
    select.from.length !== 1 ||
    !only ||
    ex.unit.analysis.sourceOf(only)?.kind !== 'dual' ||
    readsRowsAbove(ex, [...select.items, ...conjunctsOf(select.where)])
  )
    return undefined;
  const condition = hierarchy.connectBy;
  if (condition.kind !== 'Binary') return undefined;
  const counts = (e: Expr): boolean => isPseudo(ex, e, 'LEVEL') || isPseudo(ex, e, 'ROWNUM');
  let bound: Expr;
  let inclusive: boolean;
  if ((condition.op === '<=' || condition.op === '<') && counts(condition.left))
    [bound, inclusive] = [condition.right, condition.op === '<='];
  else if ((condition.op === '>=' || condition.op === '>') && counts(condition.right))
    [bound, inclusive] = [condition.left, condition.op === '>='];
  else return undefined;
  if (usesPseudo(ex, 'LEVEL', [bound]) || usesPseudo(ex, 'ROWNUM', [bound])) return undefined;
  const { span } = condition;
  // A number of dynamic SQL that is known at run time only stands there as another one.
  const isOfTheRun = bound.kind === 'NumberLiteral' && ex.substitutions?.isWord?.(bound.text) === true;
  const literal = isOfTheRun ? undefined : literalInteger(bound);
  const one = b.cast(span, b.num(span, 1), pgTypes.numeric);
  if (literal !== undefined)
    return b.call(span, 'generate_series', one, b.num(span, Math.max(1, inclusive ? literal : literal - 1)));
  const given = lowerTo(ex, bound, { kind: 'number' });
  // A word of dynamic SQL may be a number that is whole.
  const isOpen = isOfTheRun || given.kind === 'PgNull' || typeOf(ex, bound).kind === 'unknown';
  const value = isOpen ? b.cast(span, given, pgTypes.numeric) : given;
  // floor and ceil of an integer are double precision, for which there is no series.
  const whole = isIntegerTyped(value) || typeOf(ex, bound).kind === 'plsInteger';
  const last = whole
    ? inclusive
      ? value
      : b.binary(span, '-', value, b.num(span, 1))
    : inclusive
      ? b.call(span, 'floor', value)
      : b.binary(span, '-', b.call(span, 'ceil', value), b.num(span, 1));
  return b.call(
    span,
    'generate_series',
    one,
    b.call(span, 'greatest', b.num(span, 1), b.coalesce(span, last, b.num(span, 1))),
  );
}

/** Is there an operator of hierarchies, but in a query inside? */
function readsRowsAbove(ex: ExprContext, nodes: readonly OracleNode[]): boolean {
  let found = false;
  for (const node of nodes)
    walk(node, (expr) => {
      if (isHierarchical(ex, expr)) found = true;
      return expr.kind !== 'Select';
    });
  return found;
}
