import { suppliedMemberMissing } from '../../../diagnostics/op4.js';
import { argumentsNamed } from '../../../ir/arguments-named.js';
import { literalNumber } from '../../../ir/literals.js';
import type { CallStatement } from '../../../ir/oracle/index.js';
import { sqlstateOf } from '../../../ir/oracle-error.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { prefixed } from '../../expressions/concat.js';
import { lowerTo } from '../../expressions/index.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import { raiseError } from '../../plsql/errors/capture.js';
import { handledError } from '../../plsql/errors/error-info.js';
import { suppliedEnd } from '../../plsql/transactions/transactions.js';
import { each, leftOut, type MemberConversion, type PackageConversion, type SuppliedCall } from './conversion.js';

/** The comment of COMMIT_COMMENT is for transactions of several databases that are in doubt. */
const commit: MemberConversion = {
  status: 'native',
  statement: (rc, _ex, { span }) => suppliedEnd(rc, span, 'commit'),
};

/** (PL/SQL Packages and Types Reference, "DBMS_STANDARD", "DBMS_TRANSACTION", "DBMS_FLASHBACK") */
export const transactionConversions: readonly PackageConversion[] = [
  {
    name: 'DBMS_STANDARD',
    members: { RAISE_APPLICATION_ERROR: { status: 'native', statement: raiseApplicationError } },
  },
  {
    name: 'DBMS_TRANSACTION',
    members: {
      ...each('COMMIT COMMIT_COMMENT', commit),
      ROLLBACK: { status: 'native', statement: (rc, _ex, { span }) => suppliedEnd(rc, span, 'rollback') },
      // These are statements before anything is lowered. (rewrite/transaction-calls.ts)
      ...each('READ_ONLY READ_WRITE', { status: 'native' }),
      ...each('SAVEPOINT ROLLBACK_SAVEPOINT', {
        status: 'native',
        advice: 'the name of a savepoint has to be a literal',
      }),
      ...leftOut('USE_ROLLBACK_SEGMENT ADVISE_COMMIT ADVISE_NOTHING ADVISE_ROLLBACK'),
    },
  },
  {
    name: 'DBMS_FLASHBACK',
    advice: 'PostgreSQL keeps no older versions to read',
    members: {
      GET_SYSTEM_CHANGE_NUMBER: {
        differs: 'the number is that of the next transaction: it grows, but no query can go back to it',
      },
    },
  },
];

/** (PL/SQL Language Reference, "RAISE_APPLICATION_ERROR Procedure") */
function raiseApplicationError(
  rc: BodyBuilder,
  ex: ExprContext,
  { span }: CallStatement,
  { args }: SuppliedCall,
): PlStatement[] {
  const by = argumentsNamed(args);
  const code = by('NUM', 0);
  const message = by('MSG', 1);
  const keep = by('KEEPERRORSTACK', 2);
  if (!code || !message) return refuse(suppliedMemberMissing(span, 'RAISE_APPLICATION_ERROR', ''));
  const number = literalNumber(code);
  if (number !== undefined && Number.isInteger(number) && number <= -20000 && number >= -20999 && !keep)
    return [...raiseError(rc, span, sqlstateOf(-number), prefixed(ex, `ORA-${-number}: `, message, span))];
  const values: PgExpr[] = [lowerTo(ex, code, { kind: 'number' }), lowerTo(ex, message, { kind: 'varchar2' })];
  if (keep) {
    values.push(lowerTo(ex, keep, { kind: 'boolean' }));
    const handled = handledError(ex, span);
    if (handled) values.push(b.ora(span, 'dbms_utility_format_error_stack', handled));
  }
  // The call raises; in capture mode it stands in a sub-block of its own list.
  return [{ kind: 'PlCall', span, name: ['ora', 'raise_application_error'], args: values }];
}
