import type { RowSource } from '../../analyze/analysis.js';
import { unsupportedClause } from '../../diagnostics/op2.js';
import type { Expr, Join } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerCondition } from '../expression.js';
import { leavesOf } from './from.js';

type Side = 'left' | 'right';

/**
 * The condition of a FULL JOIN. PostgreSQL takes equalities between the two sides only ("FULL JOIN is only supported with merge-joinable or
 * hash-joinable join conditions", 0A000); Oracle any condition. What one side alone decides goes into an equality, which NULL never satisfies:
 *   on t.id = s.id and s.kind = 'A'   →   on t.id = case when s.kind = 'A' then s.id end
 */
export function fullJoinCondition(ex: ExprContext, join: Join, on: Expr): PgExpr {
  const parts = on.kind === 'Logical' && on.op === 'AND' ? on.operands : [on];
  const sources = { left: sourcesOf(ex, join.left), right: sourcesOf(ex, join.right) };
  const equalities: { expr: PgExpr; readonly first: Side }[] = [];
  const conditions: { readonly expr: PgExpr; readonly side: Side | undefined }[] = [];
  const no = (): never => refuse(unsupportedClause(on.span, 'FULL JOIN on more than equalities of its two sides'));
  for (const part of parts) {
    const sides = sidesOf(ex, part, sources);
    const expr = lowerCondition(ex, part);
    if (sides.length < 2) {
      conditions.push({ expr, side: sides[0] });
      continue;
    }
    const [left, right] = part.kind === 'Binary' && part.op === '=' ? [part.left, part.right] : [];
    const [first, ...more] = left ? sidesOf(ex, left, sources) : [];
    const other = right ? sidesOf(ex, right, sources) : [];
    if (!first || more.length > 0 || other.length !== 1 || expr.kind !== 'PgBinary' || expr.op !== '=') return no();
    equalities.push({ expr, first });
  }
  const [equality] = equalities;
  if (!equality)
    return conditions.every((c) => isConstant(c.expr)) ? b.and(on.span, ...conditions.map((c) => c.expr)) : no();
  for (const { expr, side } of conditions) {
    const { expr: whole, first } = equality;
    if (whole.kind !== 'PgBinary') return no();
    const when = (then: PgExpr): PgExpr => b.caseWhen(on.span, [{ when: expr, then }]);
    equality.expr =
      (side ?? first) === first ? { ...whole, left: when(whole.left) } : { ...whole, right: when(whole.right) };
  }
  return b.and(on.span, ...equalities.map((e) => e.expr));
}

function sourcesOf(ex: ExprContext, item: Join['left']): ReadonlySet<RowSource> {
  return new Set(leavesOf([item]).flatMap((leaf) => ex.unit.analysis.sourceOf(leaf) ?? []));
}

/** The sides whose columns the expression reads. */
function sidesOf(ex: ExprContext, expr: Expr, sources: Readonly<Record<Side, ReadonlySet<RowSource>>>): Side[] {
  const found = new Set<Side>();
  walk(expr as AnyNode, (node) => {
    if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return;
    const { base } = ex.unit.analysis.resolve(node as unknown as Extract<Expr, { kind: 'Name' }>);
    if (base.kind !== 'column') return;
    if (sources.left.has(base.source)) found.add('left');
    if (sources.right.has(base.source)) found.add('right');
  });
  return [...found];
}

const isConstant = (expr: PgExpr): boolean =>
  expr.kind === 'PgBoolean' ||
  (expr.kind === 'PgBinary' && [expr.left, expr.right].every((x) => x.kind === 'PgNumber' || x.kind === 'PgString'));
