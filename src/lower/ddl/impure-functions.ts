import type { Analysis } from '../../analyze/analysis.js';
import { isDeterministic, type RoutineSymbol } from '../../analyze/model/symbols.js';
import { coarseClocks, fineClocks } from '../../analyze/oracle/clocks.js';
import { simpleName } from '../../ir/dotted.js';
import type { ColumnDefinition, DdlStatement, Expr, TableConstraint } from '../../ir/oracle/index.js';
import { invalidIdentifier, type OracleFailure, oracleFailure } from '../../ir/oracle-failure.js';
import { walk } from '../../ir/walk.js';
import { calleesOf } from '../plsql/effects/callees.js';

/** What depends on the time or the session, in place of a column or called. */
const ofSession: ReadonlySet<string> = new Set([
  ...coarseClocks,
  ...fineClocks,
  ...['USER', 'UID', 'USERENV', 'SYS_CONTEXT'],
]);

/**
 * The error of an index, a virtual column, a check or a default over functions that it may not have: an index and a virtual
 * column have deterministic ones, the others none that are written in PL/SQL. (SQL Language Reference, "CREATE INDEX",
 * "CREATE TABLE", "Restrictions on Virtual Columns", "Restrictions on Check Constraints", "Restrictions on Default Column
 * Values"; Database Error Messages, ORA-01743, ORA-30553)
 */
export function impureError(analysis: Analysis, made: DdlStatement): OracleFailure | undefined {
  switch (made.kind) {
    case 'CreateIndex':
      return firstError(made.columns, ({ value }) => impureIn(analysis, value, 1743));
    case 'CreateTable':
      return ofColumns(analysis, made.columns) ?? ofChecks(analysis, made.constraints);
    case 'AlterTable':
      return firstError(made.actions, (a) => {
        if (a.kind === 'AddColumns' || a.kind === 'ModifyColumns') return ofColumns(analysis, a.columns);
        return a.kind === 'AddConstraint' ? ofChecks(analysis, [a.constraint]) : undefined;
      });
    default:
      return undefined;
  }
}

const ofColumns = (analysis: Analysis, columns: readonly ColumnDefinition[]): OracleFailure | undefined =>
  firstError(
    columns,
    (column) =>
      (column.virtual && impureIn(analysis, column.virtual, 54002)) ??
      (column.default && calledIn(analysis, column.default) && oracleFailure(4044)) ??
      firstError(column.constraints, (k) => (k.kind === 'ColumnCheck' ? unknownIn(analysis, k.condition) : undefined)),
  );

const ofChecks = (analysis: Analysis, constraints: readonly TableConstraint[]): OracleFailure | undefined =>
  firstError(constraints, (k) => (k.kind === 'Check' ? unknownIn(analysis, k.condition) : undefined));

/** No check knows a function of the program. */
function unknownIn(analysis: Analysis, condition: Expr): OracleFailure | undefined {
  const name = calledIn(analysis, condition)?.name;
  return name === undefined ? undefined : invalidIdentifier(name);
}

/** Constructors and methods are no functions of their own. */
function calledIn(analysis: Analysis, expr: Expr): RoutineSymbol | undefined {
  let found: RoutineSymbol | undefined;
  walk(expr, (node) => {
    found ??= calleesOf(analysis, node).find((callee) => !callee.declaration.method);
  });
  return found;
}

function impureIn(analysis: Analysis, expr: Expr, code: 1743 | 54002): OracleFailure | undefined {
  let found: OracleFailure | undefined;
  walk(expr, (node) => {
    if (node.kind === 'Name' && ofSession.has(simpleName(node) ?? '')) {
      const { base } = analysis.resolve(node);
      if (base.kind !== 'column') found ??= oracleFailure(code);
    }
    if (node.kind === 'Call' && dependsOnMonth(node)) found ??= oracleFailure(code);
    for (const callee of calleesOf(analysis, node)) if (!isDeterministic(callee)) found ??= oracleFailure(30553);
  });
  return found;
}

/** TO_DATE with a model that leaves the year or the month to the time at which it is called. */
function dependsOnMonth({ callee, args }: Extract<Expr, { kind: 'Call' }>): boolean {
  const [name, more] = callee.kind === 'Name' ? callee.parts : [];
  if (more || !/^TO_(DATE|TIMESTAMP(_TZ)?)$/.test(name?.name ?? '')) return false;
  const model = args[1]?.value;
  if (model?.kind !== 'StringLiteral') return false;
  const elements = model.value.toUpperCase().replace(/"[^"]*"/g, '');
  if (/J(?!A)/.test(elements)) return false;
  return !/Y|RR/.test(elements) || !/MM|MON|RM|DDD/.test(elements);
}

function firstError<T>(of: readonly T[], errorOf: (one: T) => OracleFailure | undefined): OracleFailure | undefined {
  for (const one of of) {
    const error = errorOf(one);
    if (error) return error;
  }
  return undefined;
}
