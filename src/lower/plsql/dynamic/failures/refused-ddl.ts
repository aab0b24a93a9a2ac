import type { ExecuteImmediate } from '../../../../ir/oracle/index.js';
import type { OracleFailure } from '../../../../ir/oracle-failure.js';
import type { PlStatement } from '../../../../ir/postgres/index.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { raiseFailure } from '../../errors/capture.js';
import { beforeCommit, implicitCommit } from '../../transactions/transactions.js';

/**
 * The error of a definition that Oracle refuses, behind the COMMIT in front of any DDL. (SQL Language Reference,
 * "COMMIT")
 */
export function refusedDdl(rc: BodyBuilder, s: ExecuteImmediate, failure: OracleFailure): PlStatement[] {
  const error = raiseFailure(rc, s.span, failure);
  if (rc.unit.analysis.plainDdl.has(s)) return [...error];
  const commit = implicitCommit(rc, s.span);
  return [...beforeCommit(rc, s.span), ...commit, ...error];
}
