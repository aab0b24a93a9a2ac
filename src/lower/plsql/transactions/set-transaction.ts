/** `SET TRANSACTION READ ONLY` → `set transaction isolation level repeatable read, read only` */
import { transactionMode } from '../../../diagnostics/op3.js';
import type { OracleNode, SetTransaction } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { contains, forEachChild } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { publishesAround } from './error-across-transactions.js';
import { settingsAfterRollback } from './session-settings.js';
import { temporaryTablesAgain } from './temporary-tables.js';
import { isAutonomous, noRows } from './transactions.js';

/** READ ONLY reads everything as of one time. (SQL Language Reference, "SET TRANSACTION") */
export const readOnlyTransaction = 'set transaction isolation level repeatable read, read only';

/** SET TRANSACTION in a routine; names and READ WRITE change nothing. (SQL Language Reference, "SET TRANSACTION") */
export function lowerSetTransaction(rc: BodyBuilder, s: SetTransaction): PlStatement[] {
  const { span, mode } = s;
  if (
    mode === 'NAME' ||
    mode === 'USE ROLLBACK SEGMENT' ||
    mode === 'READ WRITE' ||
    mode === 'ISOLATION LEVEL READ COMMITTED'
  )
    return [b.nothing(span)];
  const isReadOnly = mode === 'READ ONLY';
  const ended = isAutonomous(rc) ? undefined : endBefore(rc, s);
  // PostgreSQL's SERIALIZABLE finds more conflicts wherever it begins.
  if (!ended || !isReadOnly) rc.unit.report(transactionMode(span, mode));
  const text = isReadOnly ? readOnlyTransaction : 'set transaction isolation level serializable';
  const set: PlStatement = { kind: 'PlSql', span, statement: { kind: 'PgUtility', span, text } };
  // What follows the end of a transaction has begun the next one.
  const begun =
    rc.readsSqlAttributes ||
    publishesAround(rc) ||
    (ended === 'Rollback' && [...settingsAfterRollback(rc, span), ...temporaryTablesAgain(rc)].length > 0);
  return ended && begun ? [{ kind: 'PlTransaction', span, action: 'commit' }, set, ...noRows(rc, span)] : [set];
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
