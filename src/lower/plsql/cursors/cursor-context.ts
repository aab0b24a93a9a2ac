import type { Analysis } from '../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { treeText } from '../../../ir/tree-text.js';
import { contains, isQuery, walk } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { triggersChangePackages } from '../../ddl/triggers/mutating/fired-triggers.js';
import { callsRoutine } from '../../expressions/evaluation/calls-routine.js';
import { foldName } from '../../naming/naming.js';
import { isDualAlone } from '../../queries/from/dual.js';
import { pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import { calleesOf } from '../effects/callees.js';

/**
 * For the query of a cursor or loop, whose variables have the values that they had when it was opened. PL/pgSQL sees to
 * that for its own variables; the value of a package's variable is copied into one of those before. (PL/SQL Language
 * Reference, "Variables in Explicit Cursor Queries")
 */
export function cursorContext(rc: BodyBuilder, before: PlStatement[]): ExprContext {
  const bound = new Map<VariableSymbol, PgExpr>();
  return {
    ...exprContext(rc, before),
    sql: true,
    hoist: undefined,
    atOpen: (variable, read) => {
      const known = bound.get(variable);
      if (known) return known;
      const name = rc.fresh(foldName(variable.name), pgTypeOf(rc.unit.naming, variable.type, 'variable'));
      const column = b.column(read.span, name);
      before.push(b.assign(read.span, column, read));
      bound.set(variable, column);
      return column;
    },
    elementBefore: elementsBefore(rc, before),
  };
}

/**
 * Each element is looked for once, however often the statement names it; but each `c(next_index())` is an index of its
 * own.
 */
function elementsBefore(rc: BodyBuilder, before: PlStatement[]): NonNullable<ExprContext['elementBefore']> {
  const found = new Map<string, PgExpr>();
  return (element, type) => {
    const text = `${treeText(element)} ${callsRoutine(element) ? element.span.start : ''}`;
    const known = found.get(text);
    if (known) return known;
    const variable = b.column(element.span, rc.fresh('element', type));
    before.push(b.assign(element.span, variable, element));
    found.set(text, variable);
    return variable;
  };
}

/**
 * For a statement of SQL, whose variables have the values that they had when it began. The value of a package's variable
 * is copied before only where the difference can be seen: a function that the statement calls, or a trigger that it
 * fires, may change the package; and an element that is missing is an error even where the statement meets no rows.
 * (PL/SQL Language Reference, "Static SQL", "Resolution of Names in Static SQL Statements")
 */
export function statementContext(rc: BodyBuilder, before: PlStatement[], statement: OracleNode): ExprContext {
  const { analysis } = rc.unit;
  const ex: ExprContext = seesPackageChange(analysis, statement)
    ? cursorContext(rc, before)
    : { ...exprContext(rc, before), sql: true, hoist: undefined, elementBefore: elementsBefore(rc, before) };
  const { elementBefore } = ex;
  if (!elementBefore || !evaluatesAll(analysis, statement)) return ex;
  return {
    ...ex,
    elementBefore: (element, type, perhaps) => (perhaps ? elementBefore(element, type, perhaps) : element),
  };
}

/** INSERT … VALUES and a query of DUAL evaluate what they name, once; but PostgreSQL leaves out what meets a NULL. */
function evaluatesAll(analysis: Analysis, statement: OracleNode): boolean {
  if (statement.kind === 'Insert') return !contains(statement, isQuery);
  if (statement.kind !== 'Query' || statement.body.kind !== 'Select') return false;
  const { from, where } = statement.body;
  const meetsNull = contains(statement, (node) => node.kind === 'NullLiteral');
  return !meetsNull && where === undefined && isDualAlone(analysis, from);
}

function seesPackageChange(analysis: Analysis, statement: OracleNode): boolean {
  let reads = false;
  let takesElement = false;
  let changes = false;
  walk(statement, (node) => {
    changes ||= calleesOf(analysis, node).some((callee) => analysis.effectsOf(callee).writesState);
    if (node.kind !== 'Name' && node.kind !== 'Member' && node.kind !== 'Call') return;
    const { base, steps } = analysis.resolve(node);
    if (base.kind !== 'variable' || base.variable.storage !== 'package') return;
    reads = true;
    takesElement ||= steps.some((step) => step.kind === 'element');
  });
  return takesElement || (reads && (changes || triggersChangePackages(analysis, statement)));
}
