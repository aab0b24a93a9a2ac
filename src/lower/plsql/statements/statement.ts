import { unreachable } from '../../../diagnostics/diagnostic.js';
import { unsupportedStatement } from '../../../diagnostics/op3.js';
import { internalFailure } from '../../../diagnostics/op9.js';
import type { Statement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { lowerElementOfLoop } from '../../collections/changes/iterated-elements.js';
import { Refusal } from '../../context.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { askingBefore, sharingSqlAttributes } from '../body/shared-sql-attributes.js';
import { lowerCloseCursor, lowerOpenCursor, lowerOpenFor, portalVariable } from '../cursors/cursors.js';
import { lowerFetch } from '../cursors/fetch.js';
import { handedOnOverRollback } from '../cursors/lifetime/kept-over-rollback.js';
import { lowerExecuteImmediate } from '../dynamic/dynamic-sql.js';
import { lowerRaise } from '../errors/exceptions.js';
import { lowerSetTransaction } from '../transactions/set-transaction.js';
import { lowerCommit, lowerLockTable, lowerRollback, lowerSavepoint } from '../transactions/transactions.js';
import { lowerAssignment } from './assignments/assignment.js';
import { lowerBlock } from './block.js';
import { lowerCallStatement } from './call-statement.js';
import { withComments } from './comments.js';
import { lowerCaseStatement, lowerIf } from './conditionals.js';
import { decidesWhatFollows } from './decides-what-follows.js';
import { lowerDmlStatement } from './dml-statement.js';
import { lowerSelectInto } from './into/select-into.js';
import { lowerForAllStatement } from './loops/forall.js';
import {
  lowerBasicLoop,
  lowerCursorForLoop,
  lowerExit,
  lowerForLoop,
  lowerGoto,
  lowerLabelled,
  lowerWhileLoop,
} from './loops/loops.js';
import { lowerPipeRow, lowerReturn } from './returns.js';

/** One statement; what cannot be converted becomes a raise of P0004, and the rest goes on. */
export const lowerStatement = (rc: BodyBuilder, statement: Statement): PlStatement[] =>
  lowerStatementBy(rc, statement, () => dispatch(rc, statement));

/** What `make` makes of a statement, with its comments; refused, it is a raise of P0004, and the rest goes on. */
export function lowerStatementBy(rc: BodyBuilder, statement: Statement, make: () => PlStatement[]): PlStatement[] {
  return withComments(
    statement,
    guarded(rc, statement, () =>
      rc.variables.inStatement(() => askingBefore(rc, statement, () => sharingSqlAttributes(rc, statement, make()))),
    ),
  );
}

/** What `make` makes of the statement, or what stands in its place where that is refused. */
export function guarded(rc: BodyBuilder, statement: Statement, make: () => PlStatement[]): PlStatement[] {
  try {
    return make();
  } catch (error) {
    const diagnostic =
      error instanceof Refusal ? error.diagnostic : internalFailure(statement.span, statement.kind, error);
    rc.unit.report(diagnostic);
    // A step of an installation that cannot be taken is said while the rest goes on.
    if (rc.unit.options.installerBlocks && rc.symbol === undefined) {
      // What comes after would go on with a value that it was not given.
      const ends = decidesWhatFollows(rc.unit.analysis, statement);
      return [
        b.notConvertedWarning(statement.span, diagnostic, ends ? ' The rest of the block is not run.' : ''),
        ...(ends ? [{ kind: 'PlReturn' as const, span: statement.span }] : []),
      ];
    }
    return [b.notConverted(statement.span, diagnostic)];
  }
}

/** The tests in front of a statement that gives cursors to routines which fetch from them. */
const cursorsGivenOn = (rc: BodyBuilder, s: Statement): PlStatement[] =>
  handedOnOverRollback(rc, s, (cursor) => portalVariable(rc, cursor));

function dispatch(rc: BodyBuilder, s: Statement): PlStatement[] {
  switch (s.kind) {
    case 'Block':
      return lowerBlock(rc, s);
    case 'NullStatement':
      return [b.nothing(s.span)];
    case 'PragmaStatement':
      return [];
    case 'Assignment':
      return [...cursorsGivenOn(rc, s), ...lowerAssignment(rc, s)];
    case 'CallStatement':
      return [...cursorsGivenOn(rc, s), ...lowerCallStatement(rc, s)];
    case 'If':
      return [...cursorsGivenOn(rc, s), ...lowerIf(rc, s)];
    case 'CaseStatement':
      return [...cursorsGivenOn(rc, s), ...lowerCaseStatement(rc, s)];
    case 'BasicLoop':
      return lowerBasicLoop(rc, s);
    case 'WhileLoop':
      // It is reported; the condition stands in the loop.
      cursorsGivenOn(rc, s);
      return lowerWhileLoop(rc, s);
    case 'ForLoop':
      return lowerForLoop(rc, s);
    case 'CursorForLoop':
      return lowerCursorForLoop(rc, s);
    case 'Exit':
    case 'Continue':
      return [...cursorsGivenOn(rc, s), ...lowerExit(rc, s)];
    case 'Goto':
      return lowerGoto(rc, s);
    case 'Return':
      return [...cursorsGivenOn(rc, s), ...lowerReturn(rc, s)];
    case 'Raise':
      return lowerRaise(rc, s);
    case 'SelectInto':
      return lowerSelectInto(rc, s);
    case 'DmlInBlock':
      return lowerDmlStatement(rc, s);
    case 'ForAll':
      return lowerForAllStatement(rc, s);
    case 'OpenCursor':
      return lowerOpenCursor(rc, s);
    case 'OpenFor':
      return lowerOpenFor(rc, s);
    case 'Fetch':
      return lowerFetch(rc, s);
    case 'CloseCursor':
      return lowerCloseCursor(rc, s);
    case 'ExecuteImmediate':
      return lowerExecuteImmediate(rc, s);
    case 'Commit':
      return lowerCommit(rc, s);
    case 'Rollback':
      return lowerRollback(rc, s);
    case 'Savepoint':
      return lowerSavepoint(rc, s);
    case 'SetTransaction':
      return lowerSetTransaction(rc, s);
    case 'LockTable':
      return lowerLockTable(rc, s);
    case 'PipeRow':
      return lowerPipeRow(rc, s);
    case 'LabelledStatement':
      return lowerLabelled(rc, s);
    case 'ElementOfLoop':
      return lowerElementOfLoop(rc, s);
    case 'UnsupportedStatement':
      throw new Refusal(unsupportedStatement(s.span, s.what));
    default:
      return unreachable(s);
  }
}
