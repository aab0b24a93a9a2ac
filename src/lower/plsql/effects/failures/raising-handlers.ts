import type { Analysis, ResolvedBase } from '../../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../../analyze/model/symbols.js';
import { suppliedEndsTransaction } from '../../../../analyze/oracle/supplied-packages.js';
import type { Block, CallStatement, ExceptionHandler, Statement } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains } from '../../../../ir/walk.js';
import { calleesOf, isPure } from '../callees.js';
import { writesStay } from './writes-that-stay.js';

/**
 * Does every handler of the block end with an error, and ask nothing on the way to it that depends on what the body did
 * to the database? Then whether that is undone before the handler or with the error it raises makes no difference:
 * where the error is handled in an enclosing block, that handler's block is in capture mode, and so is this one.
 * Transactions that the body ends, and savepoints, stand above any sub-transaction.
 */
export function handlersOnlyRaise(analysis: Analysis, block: Block): boolean {
  return block.handlers.every((h) => onlyRaises(analysis, h)) && block.body.every((s) => isUndoneWhole(analysis, s));
}

function onlyRaises(analysis: Analysis, { body }: ExceptionHandler): boolean {
  const last = body.at(-1);
  return last !== undefined && alwaysRaises(analysis, last) && body.every((s) => isPureStatement(analysis, s));
}

/** Is it RAISE or RAISE_APPLICATION_ERROR? */
export function alwaysRaises(analysis: Analysis, statement: Statement): boolean {
  if (statement.kind === 'Raise') return true;
  if (statement.kind !== 'CallStatement') return false;
  const base = baseOf(analysis, statement);
  return base?.kind === 'supplied' && base.package === 'DBMS_STANDARD' && base.member === 'RAISE_APPLICATION_ERROR';
}

function baseOf(analysis: Analysis, { call }: CallStatement): ResolvedBase | undefined {
  return call.kind === 'Name' || call.kind === 'Call' ? analysis.resolve(call).base : undefined;
}

const pureStatements: ReadonlySet<string> = new Set(['Raise', 'NullStatement', 'Assignment']);

/** Neither changes anything but variables nor reads what the body may have changed. */
const isPureStatement = (analysis: Analysis, statement: Statement): boolean =>
  (pureStatements.has(statement.kind) || alwaysRaises(analysis, statement)) && isPure(analysis, statement);

const ofTransactions: ReadonlySet<string> = new Set(['Commit', 'Rollback', 'Savepoint', 'SetTransaction']);

/** No end of a transaction in it, and no call whose writes to variables of enclosing scopes would be lost with it. */
function isUndoneWhole(analysis: Analysis, statement: Statement): boolean {
  const isLost = (callee: RoutineSymbol): boolean =>
    analysis.effectsOf(callee).transactionControl || writesStay(analysis, callee);
  return !contains(
    statement,
    (node) =>
      ofTransactions.has(node.kind) ||
      node.kind === 'ExecuteImmediate' ||
      isOfTransactions(analysis, node) ||
      calleesOf(analysis, node).some(isLost),
  );
}

/** A member of a supplied package that ends the transaction, or one that runs any statement. */
function isOfTransactions(analysis: Analysis, node: OracleNode): boolean {
  if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return false;
  const { base } = analysis.resolve(node);
  if (base.kind !== 'supplied') return false;
  return suppliedEndsTransaction(base) || base.package === 'DBMS_TRANSACTION' || base.package === 'DBMS_SQL';
}
