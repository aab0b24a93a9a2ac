import type { Analysis, Effects } from '../../analyze/analysis.js';
import type { RoutineSymbol } from '../../analyze/symbols.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { type AnyNode, forEachChild, walk } from '../../ir/walk.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { immutableCall } from '../ddl/immutability.js';
import { entryName } from '../naming.js';
import { calleesOf } from '../plsql/effects-of-statements.js';

const repeatable = new WeakMap<Analysis, Map<RoutineSymbol, boolean>>();

/**
 * A condition that chooses rows, with `column = f(x)` as `column = (select f(x))` where f depends on nothing of the row: PostgreSQL would call f
 * for each row and use no index, Oracle calls it once for an index. Only for functions that change nothing and give the same
 * each time. (PostgreSQL manual, 38.7 "Function Volatility Categories")
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
      return /^(=|<>|<=?|>=?)$/.test(condition.op) && (readsRow(condition.left) || readsRow(condition.right))
        ? { ...condition, left: once(condition.left, names), right: once(condition.right, names) }
        : condition;
    case 'PgBetween':
      return readsRow(condition.operand)
        ? { ...condition, low: once(condition.low, names), high: once(condition.high, names) }
        : condition;
    default:
      return condition;
  }
}

function once(operand: PgExpr, names: ReadonlySet<string>): PgExpr {
  let calls = false;
  let same = true;
  walk(operand as AnyNode, (node) => {
    const e = node as PgExpr;
    if (e.kind === 'PgCall') {
      const own = names.has(e.name.join('.'));
      calls ||= own;
      same &&= own || immutableCall(e.name);
    } else if (e.kind === 'PgColumn') same &&= e.parts.length === 1;
    else if (e.kind === 'PgScalarSubquery' || e.kind === 'PgRaw' || e.kind === 'PgExists' || e.kind === 'PgInQuery')
      same = false;
  });
  return calls && same
    ? b.scalar(operand.span, b.select(operand.span, { items: [b.item(operand.span, operand)] }))
    : operand;
}

function readsRow(operand: PgExpr): boolean {
  let found = false;
  walk(operand as AnyNode, (node) => {
    found ||= node.kind === 'PgColumn' && (node as Extract<PgExpr, { kind: 'PgColumn' }>).parts.length > 1;
  });
  return found;
}

/** Names of the functions that are called here with nothing of the row, and can be called once. */
function callsWithoutColumns(ex: ExprContext, expr: Expr): ReadonlySet<string> {
  const { analysis, naming } = ex.unit;
  const names = new Set<string>();
  const left = new Set<RoutineSymbol>();
  walk(expr as AnyNode, (node) => {
    for (const callee of calleesOf(analysis, node as Expr)) {
      if (callee.routine !== 'FUNCTION' || callee.nested || !isRepeatable(analysis, callee)) continue;
      // What the statement changes is seen by a function that reads it.
      if (ex.mutated && analysis.effectsOf(callee).readsTables.size > 0) continue;
      if (dependsOnRow(analysis, node)) left.add(callee);
      else for (const name of [naming.of(callee), entryName(naming.of(callee), '__sql')]) names.add(name.join('.'));
    }
  });
  for (const callee of left)
    for (const name of [naming.of(callee), entryName(naming.of(callee), '__sql')]) names.delete(name.join('.'));
  return names;
}

function dependsOnRow(analysis: Analysis, node: AnyNode): boolean {
  if (node.kind === 'Query' || node.kind === 'Select') return true;
  let found = false;
  if (node.kind === 'Name' || node.kind === 'Member' || node.kind === 'Call') {
    const { base } = analysis.resolve(node as Extract<Expr, { kind: 'Name' | 'Member' | 'Call' }>);
    found = !/^(variable|routine|builtin)$/.test(base.kind);
  }
  // The name of what is called is no value of its own.
  const name = node.kind === 'Call' ? (node as Extract<Expr, { kind: 'Call' }>).callee : undefined;
  forEachChild(node, (child) => {
    found ||= child !== name && dependsOnRow(analysis, child);
  });
  return found;
}

/** Changes nothing, prints nothing, and asks nothing that is another each time. */
function isRepeatable(analysis: Analysis, routine: RoutineSymbol): boolean {
  let known = repeatable.get(analysis);
  if (!known) repeatable.set(analysis, (known = new Map()));
  const before = known.get(routine);
  if (before !== undefined) return before;
  // Until it is known: routines that call each other are left alone.
  known.set(routine, false);
  const effects = analysis.effectsOf(routine);
  const result =
    routine.definition !== undefined &&
    isQuiet(effects) &&
    [...effects.calls].every((callee) => isRepeatable(analysis, callee)) &&
    asksNothingNew(analysis, routine.definition as AnyNode);
  known.set(routine, result);
  return result;
}

const isQuiet = (effects: Effects): boolean =>
  effects.writesTables.size === 0 &&
  !effects.dynamicSql &&
  !effects.writesState &&
  !effects.output &&
  !effects.transactionControl &&
  !effects.autonomous;

function asksNothingNew(analysis: Analysis, definition: AnyNode): boolean {
  let nothing = true;
  walk(definition, (node) => {
    if (node.kind !== 'Name' && node.kind !== 'Member' && node.kind !== 'Call') return nothing;
    const { base } = analysis.resolve(node as Extract<Expr, { kind: 'Name' | 'Member' | 'Call' }>);
    if (base.kind === 'supplied' || base.kind === 'sequence' || base.kind === 'unresolved') nothing = false;
    if (base.kind === 'builtin' && /^(SYS_GUID|SYSTIMESTAMP|SYSDATE|USERENV)$/.test(base.name)) nothing = false;
    return nothing;
  });
  return nothing;
}
