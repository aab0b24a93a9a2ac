import { answersAlike } from '../../../analyze/effects/repeatable-calls.js';
import { isDeterministic } from '../../../analyze/model/symbols.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { calleesOf } from '../../plsql/effects/callees.js';
import { callsForEffect } from '../../plsql/effects/calls-for-effect.js';
import { usesPseudo } from '../../queries/block-nodes.js';
import { containsAggregate } from '../../queries/grouping/group-by.js';
import type { LoweredValue } from '../conditions/comparisons.js';
import { inRow } from './evaluated-once.js';

/*
 * Oracle works an operand out once and compares it with each value; where PostgreSQL's form works it out several times,
 * one that answers otherwise each time has to stand in another form, or in a row of its own. PL/SQL keeps such an operand
 * in a variable.
 */

/**
 * Does the expression do something, or answer otherwise, each time that it is worked out? How often functions are called
 * that are declared DETERMINISTIC, is Oracle's choice; those of indexes and virtual columns are. (PL/SQL Language
 * Reference, "DETERMINISTIC Clause")
 */
export const isOnceOnly = (ex: ExprContext, expr: Expr): boolean =>
  drawsAnew(ex, expr) ||
  contains(expr, (node) =>
    calleesOf(ex.unit.analysis, node).some(
      (callee) => !isDeterministic(callee) && !answersAlike(ex.unit.analysis, callee),
    ),
  );

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

/**
 * `make(value)`, in SQL in a form in which the value is worked out once for a row, where it has to be. `oneForm`: such a
 * form, where there is one.
 */
export const onceInSql = (
  ex: ExprContext,
  expr: Expr,
  value: LoweredValue,
  make: (value: LoweredValue) => PgExpr,
  oneForm?: () => PgExpr | undefined,
): PgExpr => eachOnceInSql(ex, [expr], [value], ([only]) => make(only ?? value), oneForm);

/** The same for several values. */
export function eachOnceInSql(
  ex: ExprContext,
  exprs: readonly Expr[],
  values: readonly LoweredValue[],
  make: (values: readonly LoweredValue[]) => PgExpr,
  oneForm: () => PgExpr | undefined = () => undefined,
): PgExpr {
  const [first] = values;
  if (!first || (ex.hoist && !ex.sql) || !exprs.some((e) => isOnceOnly(ex, e))) return make(values);
  const known = oneForm();
  if (known) return known;
  if (ex.sql && !isOfRow(ex, exprs)) {
    const repeated = make(values);
    const changes = exprs.some((e) => callsForEffect(ex, e) || drawsAnew(ex, e));
    return withOperandOnce(repeated) ?? (changes ? refuse(comparedAgain(first.value.span)) : repeated);
  }
  return inRow(
    first.value.span,
    values.map(({ value }) => value),
    (columns) => make(values.map((v, i) => ({ ...v, value: columns[i] ?? v.value }))),
  );
}

/** PostgreSQL works the operands of BETWEEN out for each bound, and that of IN for each item that names a column. */
function withOperandOnce(value: PgExpr): PgExpr | undefined {
  const { span } = value;
  switch (value.kind) {
    case 'PgBetween': {
      const between = b.ora(span, 'between', value.operand, value.low, value.high);
      return value.negated ? b.not(span, between) : between;
    }
    case 'PgIn': {
      // An array of rows is compared by types, not by values.
      if (value.operand.kind === 'PgRow') return undefined;
      const [op, quantifier] = value.negated ? (['<>', 'all'] as const) : (['=', 'any'] as const);
      return { kind: 'PgQuantified', span, op, quantifier, left: value.operand, right: b.array(span, ...value.items) };
    }
    default:
      return undefined;
  }
}

/**
 * Are the values of a row of the query, and of nothing that counts or collects its rows? Then a query of their own
 * depends on it: one that depends on nothing PostgreSQL would run once for all rows.
 */
const isOfRow = (ex: ExprContext, exprs: readonly Expr[]): boolean =>
  exprs.some((expr) => contains(expr, (node) => isColumn(ex, node))) &&
  !exprs.some(
    (expr) =>
      containsAggregate(ex, expr) ||
      contains(expr, (node) => node.kind === 'Call' && node.over !== undefined) ||
      usesPseudo(ex, 'ROWNUM', [expr]),
  );

const isColumn = ({ unit: { analysis } }: ExprContext, node: OracleNode): boolean =>
  (node.kind === 'Name' || node.kind === 'Member' || node.kind === 'Call') &&
  analysis.resolve(node).base.kind === 'column';

const comparedAgain = (span: Span): Diagnostic =>
  unsupportedExpression(span, 'A comparison with several values of what gives another value each time');
