import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import { isLoop } from '../../../ir/kinds.js';
import type { DmlInBlock, DmlStatement, Expr } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgDml, PlStatement } from '../../../ir/postgres/index.js';
import { isWithin, type Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { lowerLoggingErrors } from '../../dml/error-logging/error-logging.js';
import { lowerDml, returningQuery, returnsAggregates } from '../../dml/index.js';
import { withInto } from '../../queries/index.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { statementContext } from '../cursors/cursor-context.js';
import { type KeptKey, locatorRows, returningRow } from './assignments/lob-rows.js';
import { bulkReturning } from './into/bulk-returning.js';
import { intoTargets } from './into/into.js';
import { requiredValues } from './short-insert.js';

/** INSERT, UPDATE, DELETE or MERGE as a statement, with what SQL%ROWCOUNT is after it where that is asked. */
export function lowerDmlStatement(rc: BodyBuilder, s: DmlInBlock): PlStatement[] {
  return [...noRowsYet(rc, s), ...lowerOneDml(rc, s.statement)];
}

/**
 * A statement that fails has done no rows, which a handler and what follows it can ask for. (PL/SQL Language Reference,
 * "Implicit Cursor Attribute")
 */
function noRowsYet(rc: BodyBuilder, s: DmlInBlock): PlStatement[] {
  return rc.readsSqlAttributes && rc.hasHandlers
    ? [b.assign(s.span, b.column(s.span, rc.sqlRowCount()), b.num(s.span, 0))]
    : [];
}

/** INSERT, UPDATE, DELETE, MERGE with RETURNING INTO and SQL%ROWCOUNT. */
export function lowerOneDml(rc: BodyBuilder, statement: DmlStatement): PlStatement[] {
  const before: PlStatement[] = [];
  const ex = statementContext(rc, before, statement);
  const returning = 'returning' in statement ? statement.returning : undefined;
  const logging = lowerLoggingErrors(rc, ex, statement);
  if (logging) return [...before, ...logging];
  if (returning?.into?.bulk) return bulkReturning(rc, statement, returning.into);
  let into: Parameters<typeof lowerDml>[2];
  let copy: PlStatement[] = [];
  if (returning?.into) {
    const types = returning.items.map((e) => rc.unit.analysis.typeOf(e));
    const kept = mayKeepValues(rc, statement, returning.into.targets);
    const made = intoTargets(rc, returning.into.targets, types, {
      objects: 'inArray',
      through: kept ? 'temporaries' : 'variables',
      names: [],
    });
    into = { targets: made.targets, types, inArray: made.inArray };
    copy = kept ? [b.ifThen(statement.span, b.raw(statement.span, 'found'), made.after)] : made.after;
  }
  if (into && returnsAggregates(ex, statement)) {
    const counts = rc.readsSqlAttributes ? [b.column(statement.span, rc.sqlRowCount())] : [];
    const query = withInto(returningQuery(ex, statement, counts.length > 0), {
      strict: false,
      targets: [...into.targets, ...counts],
    });
    return [...before, { kind: 'PlSelectInto', span: statement.span, query }, ...copy];
  }
  const rows = returning?.into ? locatorRows(rc, statement, returning.into.targets) : [];
  if (statement.kind === 'Insert') before.push(...requiredValues(ex, statement));
  const lowered = lowerDml(ex, statement, into);
  if (lowered.counted && rc.readsSqlAttributes) {
    const query = withInto(lowered.counted(), { strict: false, targets: [b.column(statement.span, rc.sqlRowCount())] });
    return [...before, { kind: 'PlSelectInto', span: statement.span, query }];
  }
  const count: PlStatement[] =
    rc.readsSqlAttributes && lowered.countsItself !== true
      ? [
          {
            kind: 'PlGetDiagnostics',
            span: statement.span,
            stacked: false,
            items: [{ target: b.column(statement.span, rc.sqlRowCount()), item: 'row_count' }],
          },
        ]
      : [];
  return [
    ...before,
    ...(lowered.before ?? []),
    { kind: 'PlSql', span: statement.span, statement: withRow(lowered.statement, rows) },
    ...count,
    ...(lowered.after ?? []),
    ...copy,
  ];
}

/**
 * Where no row is changed, Oracle leaves the variables as they are and PL/pgSQL sets them to NULL. It is the same for
 * variables that nothing can have written before, and for INSERT of one row.
 */
function mayKeepValues(rc: BodyBuilder, statement: DmlStatement, targets: readonly Expr[]): boolean {
  if (statement.kind === 'Insert' && statement.source.kind === 'ValuesSource') return false;
  return targets.some((target) => !isUnwritten(rc, statement.span, target));
}

const isOut = (rc: BodyBuilder, variable: VariableSymbol): boolean =>
  rc.symbol?.kind === 'routine' && rc.symbol.parameters.some((p) => p.variable === variable && p.mode === 'OUT');

/**
 * A variable without a value that nothing names before the statement, which stands in no loop, nor between a label and
 * a GOTO.
 */
export function isUnwritten(rc: BodyBuilder, at: Span, target: Expr): boolean {
  if (target.kind !== 'Name') return false;
  const { analysis } = rc.unit;
  const { base, steps } = analysis.resolve(target);
  if (base.kind !== 'variable' || steps.length > 0 || base.variable.initial) return false;
  const { variable } = base;
  if (variable.storage === 'package' || variable.container !== rc.symbol) return false;
  // A record type may give its fields values.
  if (variable.type.kind === 'record' && variable.type.identity.kind === 'declared') return false;
  if (variable.storage === 'parameter' && !isOut(rc, variable)) return false;
  const mayRepeat = (node: OracleNode): boolean =>
    node.kind === 'Goto' || ((isLoop(node) || node.kind === 'LabelledStatement') && isWithin(at, node.span));
  const namesBefore = (node: OracleNode): boolean => {
    if (node.kind !== 'Name' || node.span.start >= at.start) return false;
    const named = analysis.resolve(node).base;
    return named.kind === 'variable' && named.variable === variable;
  };
  return !contains(rc.source, (node) => mayRepeat(node) || namesBefore(node));
}

/** The statement with the keys of rows in RETURNING that LOB variables are locators of. */
function withRow(statement: PgDml, rows: readonly KeptKey[]): PgDml {
  if (rows.length === 0 || (statement.kind !== 'PgInsert' && statement.kind !== 'PgUpdate')) return statement;
  const { name, alias } = statement.target;
  return returningRow(statement, rows, statement.span, alias ?? name.at(-1));
}
