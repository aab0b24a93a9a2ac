/** `SET TRANSACTION READ ONLY` → `set transaction isolation level repeatable read, read only` */
import { transactionMode } from '../../../diagnostics/op3.js';
import type { OracleNode, SetTransaction } from '../../../ir/oracle/index.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains, forEachChild } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { raiseFailure } from '../errors/capture.js';
import { publishesAround } from './error-across-transactions.js';
import { settingsAfterRollback } from './session-settings.js';
import { temporaryTablesAgain } from './temporary-tables.js';
import { isAutonomous, noRows } from './transactions.js';

/** READ ONLY reads everything as of one time. (SQL Language Reference, "SET TRANSACTION") */
export const readOnlyTransaction = 'set transaction isolation level repeatable read, read only';

/** Oracle's SERIALIZABLE finds the conflicts of PostgreSQL's REPEATABLE READ. (SQL Language Reference, "SET TRANSACTION") */
export const serializableTransaction = 'set transaction isolation level repeatable read';

/** SET TRANSACTION in a routine; names and READ WRITE change nothing, but have to come first, too. (SQL Language Reference, "SET TRANSACTION") */
export function lowerSetTransaction(rc: BodyBuilder, s: SetTransaction): PlStatement[] {
  const { span, mode } = s;
  if (
    mode === 'NAME' ||
    mode === 'USE ROLLBACK SEGMENT' ||
    mode === 'READ WRITE' ||
    mode === 'ISOLATION LEVEL READ COMMITTED'
  )
    return isAutonomous(rc) || endBefore(rc, s) ? [b.nothing(span)] : refusedAfterChange(rc, span);
  const text = mode === 'READ ONLY' ? readOnlyTransaction : serializableTransaction;
  const set: PlStatement = { kind: 'PlSql', span, statement: { kind: 'PgUtility', span, text } };
  if (isAutonomous(rc)) {
    rc.unit.report(transactionMode(span, mode));
    return [set];
  }
  const ended = endBefore(rc, s);
  if (!ended) return [...refusedAfterChange(rc, span), commit(span), set, ...noRows(rc, span)];
  // What follows the end of a transaction has begun the next one.
  const begun =
    rc.readsSqlAttributes ||
    publishesAround(rc) ||
    (ended === 'Rollback' && [...settingsAfterRollback(rc, span), ...temporaryTablesAgain(rc)].length > 0);
  return begun ? [commit(span), set, ...noRows(rc, span)] : [set];
}

const commit = (span: Span): PlStatement => ({ kind: 'PlTransaction', span, action: 'commit' });

/**
 * A transaction of Oracle begins with its first change, one of PostgreSQL with the first query: what has only read may
 * be ended before the mode is set. (Database Concepts, "Beginning of a Transaction")
 */
function refusedAfterChange(rc: BodyBuilder, span: Span): PlStatement[] {
  const changed = b.ora(span, 'transaction_begun');
  const setting = (name: string): PgExpr => b.call(span, 'current_setting', b.text(span, name));
  const isSet = b.binary(span, '<>', setting('transaction_isolation'), setting('default_transaction_isolation'));
  return [b.ifThen(span, b.or(span, changed, isSet), raiseFailure(rc, span, oracleFailure(1453)))];
}

/** The COMMIT or ROLLBACK right before the statement. */
function endBefore(rc: BodyBuilder, s: SetTransaction): 'Commit' | 'Rollback' | undefined {
  let end: 'Commit' | 'Rollback' | undefined;
  contains(rc.source, (node: OracleNode) => {
    let previous: OracleNode | undefined;
    let found = false;
    forEachChild(node, (child) => {
      found ||= child === s;
      if (!found) previous = child;
    });
    if (found && (previous?.kind === 'Commit' || (previous?.kind === 'Rollback' && !previous.to))) end = previous.kind;
    return found;
  });
  return end;
}
