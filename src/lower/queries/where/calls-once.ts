import { dependsOnRow, repeatableCall } from '../../../analyze/effects/repeatable-calls.js';
import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import { comparisonOperators } from '../../../ir/kinds.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { walk } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { stableCall } from '../../ddl/tables/immutability.js';
import { entryName } from '../../naming/naming.js';

/**
 * A condition that chooses rows, with `column = f(x)` as `column = (select f(x))` where f depends on nothing of the
 * row: PostgreSQL would call f for each row and use no index, Oracle calls it once for an index. Only for functions
 * that change nothing and give the same each time. (PostgreSQL manual, 38.7 "Function Volatility Categories")
 */
export function callingOnce(ex: ExprContext, expr: Expr, condition: PgExpr): PgExpr {
  const names = callsWithoutColumns(ex, expr);
  return names.size === 0 ? condition : rewritten(condition, names);
}

function rewritten(condition: PgExpr, names: ReadonlySet<string>): PgExpr {
  switch (condition.kind) {
    case 'PgAnd':
      return b.and(condition.span, ...condition.operands.map((o) => rewritten(o, names)));
    case 'PgOr':
      return b.or(condition.span, ...condition.operands.map((o) => rewritten(o, names)));
    case 'PgBinary':
      return comparisonOperators.has(condition.op)
        ? { ...condition, left: once(condition.left, names), right: once(condition.right, names) }
        : condition;
    case 'PgBetween':
      return {
        ...condition,
        operand: once(condition.operand, names),
        low: once(condition.low, names),
        high: once(condition.high, names),
      };
    case 'PgIn':
      return {
        ...condition,
        operand: once(condition.operand, names),
        items: condition.items.map((item) => once(item, names)),
      };
    case 'PgLike':
      return { ...condition, operand: once(condition.operand, names), pattern: once(condition.pattern, names) };
    default:
      return condition;
  }
}

function once(operand: PgExpr, names: ReadonlySet<string>): PgExpr {
  let calls = false;
  let same = true;
  walk(operand, (node) => {
    if (node.kind === 'PgCall') {
      const own = names.has(node.name.join('.'));
      calls ||= own;
      same &&= own || stableCall(node.name);
    } else if (node.kind === 'PgColumn') same &&= node.parts.length === 1;
    else if (
      node.kind === 'PgScalarSubquery' ||
      node.kind === 'PgRaw' ||
      node.kind === 'PgExists' ||
      node.kind === 'PgInQuery'
    )
      same = false;
  });
  return calls && same
    ? b.scalar(operand.span, b.select(operand.span, { items: [b.item(operand.span, operand)] }))
    : operand;
}

/** Names of the functions that are called here with nothing of the row, and can be called once. */
function callsWithoutColumns(ex: ExprContext, expr: Expr): ReadonlySet<string> {
  const { analysis, naming } = ex.unit;
  const once = new Set<RoutineSymbol>();
  const left = new Set<RoutineSymbol>();
  walk(expr, (node) => {
    const callee = repeatableCall(analysis, node);
    if (!callee) return;
    // What the statement changes is seen by a function that reads it.
    const readsChanged = ex.mutated !== undefined && analysis.effectsOf(callee).readsTables.size > 0;
    (readsChanged || dependsOnRow(analysis, node) ? left : once).add(callee);
  });
  const names = new Set<string>();
  for (const callee of once) {
    if (left.has(callee)) continue;
    const name = naming.of(callee);
    names.add(name.join('.'));
    for (const suffix of ['__sql', '__view'] as const) names.add(entryName(name, suffix).join('.'));
  }
  return names;
}
