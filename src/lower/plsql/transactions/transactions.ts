import type { Catalog } from '../../../analyze/analysis.js';
import { savepointInRoutine, unsupportedStatement } from '../../../diagnostics/op3.js';
import type { Commit, LockTable, Rollback, Savepoint } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { quoteName } from '../../../print/index.js';
import { b } from '../../builders.js';
import { refuse } from '../../context.js';
import { partitionName } from '../../queries/from/table-name.js';
import { remembered } from '../../remembered.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { pragmaOf } from '../effects/autonomous-pragma.js';
import { isDeadSavepoint } from '../effects/savepoints/dead-savepoints.js';
import { errType, failed, propagate, storeError } from '../errors/capture.js';
import { runsApart } from './autonomous.js';
import { endTransaction } from './error-across-transactions.js';
import { neverSet } from './noted-savepoints.js';
import { lowerDeparture } from './savepoint-departures.js';
import { settingsAfterRollback } from './session-settings.js';
import { temporaryTablesAgain } from './temporary-tables.js';
import { timedLocks } from './timed-locks.js';
import { isInTrigger, notInTrigger, notUnderTrigger } from './under-trigger.js';

/** COMMIT. In an autonomous transaction, which shares its caller's transaction here, there is nothing to end. */
export function lowerCommit(rc: BodyBuilder, s: Commit): PlStatement[] {
  if (isAutonomous(rc)) return [b.nothing(s.span)];
  if (isInTrigger(rc)) return notInTrigger(rc, s.span, 'COMMIT');
  const { span } = s;
  return [
    ...notUnderTrigger(rc, span, 'COMMIT'),
    ...deferredChecks(rc, span),
    ...endTransaction(rc, span, 'commit'),
    ...noRows(rc, span),
  ];
}

/** What stands in front of a COMMIT where some table has a constraint that is checked as late as that. */
const deferredChecks = (rc: BodyBuilder, span: Span): PlStatement[] =>
  hasDeferrable(rc.unit.analysis.catalog) && !isAutonomous(rc) ? checkDeferred(rc, span) : [];

/**
 * A violated deferred constraint: the transaction is rolled back and COMMIT fails with ORA-02091. (SQL Language
 * Reference, "constraint", DEFERRABLE)
 */
function checkDeferred(rc: BodyBuilder, span: Span): PlStatement[] {
  const error = rc.mode.kind === 'capture' ? rc.mode.errorVariable : rc.fresh('commit_error', errType);
  const check: PlStatement = {
    kind: 'PlSql',
    span,
    statement: { kind: 'PgUtility', span, text: 'set constraints all immediate' },
  };
  const variable = b.column(span, error);
  return [
    b.block(span, { body: [check], handlers: [b.handler(span, [{ name: 'others' }], [storeError(span, error)])] }),
    b.ifThen(span, failed(span, error), [
      { kind: 'PlTransaction', span, action: 'rollback' },
      ...settingsAfterRollback(rc, span),
      ...temporaryTablesAgain(rc),
      b.assign(span, variable, b.ora(span, 'commit_failed', variable)),
      ...propagate(rc, span, error),
    ]),
  ];
}

/** Has any table a constraint that may be checked at COMMIT? */
const hasDeferrable = remembered((catalog: Catalog): boolean =>
  catalog.relations.some(({ definition, alters = [] }) =>
    [definition, ...alters].some((node) => node && contains(node, (n) => 'state' in n && n.state.deferrable === true)),
  ),
);

/** ROLLBACK. ROLLBACK TO comes here where its savepoint is gone (ORA-01086) or belongs to no block (refused). */
export function lowerRollback(rc: BodyBuilder, s: Rollback): PlStatement[] {
  if (s.to && isInTrigger(rc)) return notInTrigger(rc, s.span, 'ROLLBACK');
  if (s.to && isDeadSavepoint(rc.unit.analysis, rc.source, s)) return [...neverSet(rc, s.span, s.to.name)];
  if (s.to) return lowerDeparture(rc, s) ?? refuse(savepointInRoutine(s.span, s.to.name));
  if (isAutonomous(rc)) return [b.nothing(s.span)];
  if (isInTrigger(rc)) return notInTrigger(rc, s.span, 'ROLLBACK');
  return [
    ...notUnderTrigger(rc, s.span, 'ROLLBACK'),
    ...endTransaction(rc, s.span, 'rollback'),
    ...settingsAfterRollback(rc, s.span),
    ...temporaryTablesAgain(rc),
    ...noRows(rc, s.span),
  ];
}

/** COMMIT and ROLLBACK are SQL statements themselves: SQL%ROWCOUNT is 0 after them. */
export function noRows(rc: BodyBuilder, span: Span): PlStatement[] {
  return rc.readsSqlAttributes ? [b.assign(span, b.column(span, rc.sqlRowCount()), b.num(span, 0))] : [];
}

/** The COMMIT around DDL; none in an autonomous transaction that shares its caller's, whose rows it would commit. */
export const implicitCommit = (rc: BodyBuilder, span: Span): PlStatement[] =>
  isAutonomous(rc) ? [] : [{ kind: 'PlTransaction', span, action: 'commit' }];

/** What stands in front of the COMMIT before DDL: in a routine that a trigger has called it is ORA-04092. */
export const beforeCommit = (rc: BodyBuilder, span: Span): PlStatement[] =>
  isAutonomous(rc) ? [] : [...notUnderTrigger(rc, span, 'COMMIT'), ...deferredChecks(rc, span)];

/** COMMIT and ROLLBACK of DBMS_TRANSACTION. */
export const suppliedEnd = (rc: BodyBuilder, span: Span, action: 'commit' | 'rollback'): PlStatement[] =>
  isAutonomous(rc)
    ? [b.nothing(span)]
    : [
        ...(action === 'commit' ? beforeCommit(rc, span) : notUnderTrigger(rc, span, 'ROLLBACK')),
        ...endTransaction(rc, span, action),
        ...(action === 'rollback' ? [...settingsAfterRollback(rc, span), ...temporaryTablesAgain(rc)] : []),
      ];

/** Is it autonomous in Oracle, and in its caller's transaction here? */
export function isAutonomous(rc: BodyBuilder): boolean {
  const { symbol } = rc;
  if (symbol === undefined && rc.source.kind === 'AnonymousBlock') return pragmaOf(rc.source.block) !== undefined;
  if (symbol?.kind !== 'routine' && symbol?.kind !== 'trigger') return false;
  return rc.unit.analysis.effectsOf(symbol).autonomous && !runsApart(rc.unit, symbol);
}

/** SAVEPOINT that belongs to no block, list of statements or loop: refused, and ORA-04092 in a trigger. */
export function lowerSavepoint(rc: BodyBuilder, s: Savepoint): PlStatement[] {
  if (isInTrigger(rc)) return notInTrigger(rc, s.span, 'SET SAVEPOINT');
  return refuse(savepointInRoutine(s.span, s.name.name));
}

/** Other words in their place are ORA-01737. (SQL Language Reference, LOCK TABLE, lockmode) */
const lockModes: Readonly<Record<string, string>> = {
  'ROW SHARE': 'row share',
  'SHARE UPDATE': 'row share',
  'ROW EXCLUSIVE': 'row exclusive',
  SHARE: 'share',
  'SHARE ROW EXCLUSIVE': 'share row exclusive',
  EXCLUSIVE: 'exclusive',
};

/**
 * LOCK TABLE. Oracle's EXCLUSIVE lets readers through, as PostgreSQL's EXCLUSIVE does. A partition is the table that it
 * became; who locks the whole, locks that, too.
 */
export function lowerLockTable(rc: BodyBuilder, s: LockTable): PlStatement[] {
  const mode = lockModes[s.mode];
  if (mode === undefined) return refuse(unsupportedStatement(s.span, `LOCK TABLE … IN ${s.mode} MODE`));
  const names = s.tables.map((target) => {
    const { name } = target;
    const symbol = rc.unit.analysis.symbolOf(name);
    const whole = symbol ? rc.unit.naming.of(symbol) : name.parts.map((p) => p.name.toLowerCase());
    const relation = symbol?.kind === 'relation' ? symbol : undefined;
    return quoteName(target.partition ? partitionName(target, relation, whole) : whole);
  });
  const wait = s.wait === 'NOWAIT' ? ' nowait' : '';
  const text = `lock table ${names.join(', ')} in ${mode} mode${wait}`;
  const locked: PlStatement = { kind: 'PlSql', span: s.span, statement: { kind: 'PgUtility', span: s.span, text } };
  return s.wait && s.wait !== 'NOWAIT' ? timedLocks(rc, s.wait, s.span, [locked]) : [locked];
}
