import type { Analysis } from '../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { walk } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { triggersChangePackages } from '../../ddl/triggers/fired-triggers.js';
import { foldName } from '../../naming/naming.js';
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
  };
}

/**
 * For a statement of SQL, whose variables have the values that they had when it began. The value of a package's variable
 * is copied before only where the difference can be seen: a function that the statement calls, or a trigger that it
 * fires, may change the package; and an element that is missing is an error even where the statement meets no rows.
 * (PL/SQL Language Reference, "Static SQL", "Resolution of Names in Static SQL Statements")
 */
export const statementContext = (rc: BodyBuilder, before: PlStatement[], statement: OracleNode): ExprContext =>
  seesPackageChange(rc.unit.analysis, statement)
    ? cursorContext(rc, before)
    : { ...exprContext(rc, before), sql: true, hoist: undefined };

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
