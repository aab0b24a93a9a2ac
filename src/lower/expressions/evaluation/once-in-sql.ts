import { answersAlike } from '../../../analyze/effects/repeatable-calls.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';
import { calleesOf } from '../../plsql/effects/callees.js';
import { usesPseudo } from '../../queries/block-nodes.js';
import { containsAggregate } from '../../queries/grouping/group-by.js';
import type { LoweredValue } from '../conditions/comparisons.js';
import { inRow } from './evaluated-once.js';

/*
 * Oracle works an operand out once and compares it with each value; where PostgreSQL's form writes it several times, one
 * that answers otherwise each time has to stand in a row of its own. PL/SQL keeps such an operand in a variable.
 */

/** Does the expression do something, or answer otherwise, each time that it is worked out? */
export const isOnceOnly = (ex: ExprContext, expr: Expr): boolean =>
  drawsAnew(ex, expr) ||
  contains(expr, (node) => calleesOf(ex.unit.analysis, node).some((callee) => !answersAlike(ex.unit.analysis, callee)));

/** Does the expression draw a value, which is another one each time, or call a supplied package that may? */
export const drawsAnew = ({ unit: { analysis } }: ExprContext, expr: Expr): boolean =>
  contains(expr, (node) => {
    if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return false;
    const { base } = analysis.resolve(node);
    switch (base.kind) {
      case 'supplied':
        return !computing.has(base.package);
      case 'sequence':
        return true;
      case 'builtin':
        return base.name === 'SYS_GUID';
      default:
        return false;
    }
  });

/** Packages whose functions give the same for the same arguments. */
const computing = new Set(['DBMS_ASSERT', 'DBMS_LOB', 'UTL_ENCODE', 'UTL_I18N', 'UTL_MATCH', 'UTL_RAW', 'UTL_URL']);

/** `make(value)`, in SQL with a value that is worked out once where it has to be. */
export const onceInSql = (
  ex: ExprContext,
  expr: Expr,
  value: LoweredValue,
  make: (value: LoweredValue) => PgExpr,
): PgExpr => eachOnceInSql(ex, [expr], [value], ([only]) => make(only ?? value));

/** The same for several values. */
export function eachOnceInSql(
  ex: ExprContext,
  exprs: readonly Expr[],
  values: readonly LoweredValue[],
  make: (values: readonly LoweredValue[]) => PgExpr,
): PgExpr {
  if (ex.hoist && !ex.sql) return make(values);
  const kept = exprs.map((expr) => isMovable(ex, expr) && isOnceOnly(ex, expr));
  const [first] = values;
  if (!first || !kept.includes(true)) return make(values);
  const moved = values.filter((_, i) => kept[i]);
  return inRow(
    first.value.span,
    moved.map(({ value }) => value),
    (columns) => make(values.map((v) => ({ ...v, value: columns[moved.indexOf(v)] ?? v.value }))),
  );
}

/** Can a row of its own give the value: nothing in it is about the rows of the query? */
const isMovable = (ex: ExprContext, expr: Expr): boolean =>
  !containsAggregate(ex, expr) &&
  !contains(expr, (node) => node.kind === 'Call' && node.over !== undefined) &&
  !usesPseudo(ex, 'ROWNUM', [expr]);
