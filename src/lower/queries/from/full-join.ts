import type { RowSource } from '../../../analyze/analysis.js';
import { unsupportedClause } from '../../../diagnostics/op2.js';
import type { Expr, Join } from '../../../ir/oracle/index.js';
import type { PgExpr, PgFromItem, PgJoin } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerCondition } from '../../expressions/index.js';
import { leavesOf } from './leaves.js';

/**
 * FULL JOIN on any condition. PostgreSQL wants an equality of the two sides in it ("FULL JOIN is only supported with
 * merge-joinable or hash-joinable join conditions", 0A000); beside one, any condition will do. Where the source has
 * none, one is added that always holds:
 * lows full join highs on highs.n > lows.n   →   … on num_nulls(lows.*) * 0 = num_nulls(highs.*) * 0 and highs.n >
 * lows.n
 */
export function lowerFullJoin(ex: ExprContext, join: Join, on: Expr, left: PgFromItem, right: PgFromItem): PgJoin {
  const { span } = join;
  const condition = lowerCondition(ex, on);
  if (isConstant(condition) || hasEqualityOfColumns(ex, join, on)) return b.join(span, 'full', left, right, condition);
  const zero = (side: PgFromItem): PgExpr =>
    b.binary(span, '*', b.call(span, 'num_nulls', b.star(span, nameOf(side))), b.num(span, 0));
  return b.join(span, 'full', left, right, b.and(span, b.binary(span, '=', zero(left), zero(right)), condition));
}

/** Does a part of the condition compare a column of one side with a column of the other, both as they are? */
function hasEqualityOfColumns(ex: ExprContext, join: Join, on: Expr): boolean {
  const parts = on.kind === 'Logical' && on.op === 'AND' ? on.operands : [on];
  const sides = [join.left, join.right].map((side) => sourcesOf(ex, side));
  return parts.some((part) => {
    if (part.kind !== 'Binary' || part.op !== '=') return false;
    const lowered = lowerCondition(ex, part);
    if (lowered.kind !== 'PgBinary' || lowered.left.kind !== 'PgColumn' || lowered.right.kind !== 'PgColumn')
      return false;
    const compared = [part.left, part.right].map((operand) =>
      sides.findIndex((sources) => reads(ex, operand, sources)),
    );
    return compared.includes(0) && compared.includes(1);
  });
}

function sourcesOf(ex: ExprContext, item: Join['left']): ReadonlySet<RowSource> {
  return new Set(leavesOf([item]).flatMap((leaf) => ex.unit.analysis.sourceOf(leaf) ?? []));
}

function reads(ex: ExprContext, expr: Expr, sources: ReadonlySet<RowSource>): boolean {
  return contains(expr, (node) => {
    if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return false;
    const { base } = ex.unit.analysis.resolve(node);
    return base.kind === 'column' && sources.has(base.source);
  });
}

/** The name of the first table of a side. */
function nameOf(item: PgFromItem): string {
  if (item.kind === 'PgJoin') return nameOf(item.left);
  const name = item.alias ?? (item.kind === 'PgTable' ? item.name.at(-1) : undefined);
  return name ?? refuse(unsupportedClause(item.span, 'FULL JOIN of what has no name'));
}

const isConstant = (expr: PgExpr): boolean =>
  expr.kind === 'PgBoolean' ||
  (expr.kind === 'PgBinary' && [expr.left, expr.right].every((x) => x.kind === 'PgNumber' || x.kind === 'PgString'));
