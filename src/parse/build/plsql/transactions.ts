import type { ParserRuleContext } from 'antlr4ng';
import type { Commit, LockTable, Rollback, Savepoint, SetTransaction } from '../../../ir/oracle/index.js';
import {
  type CommitStatementContext,
  type LockTableStatementContext,
  OracleParser as P,
  type RollbackStatementContext,
  type SavepointStatementContext,
  type SetTransactionStatementContext,
  type TransactionStatementContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildExpr } from '../expressions/expressions.js';
import { buildIdentifier, buildQualifiedName } from '../names.js';
import { buildPartitionExtension } from '../queries/from.js';
import { firstTokenOf, hasToken } from '../tree.js';

/** Undefined for what is not transaction control of its own: SET CONSTRAINTS, ROLLBACK FORCE. */
export function buildTransaction(
  cx: BuildContext,
  ctx: TransactionStatementContext,
): Commit | Rollback | Savepoint | SetTransaction | undefined {
  const child = ctx.children[0] as ParserRuleContext;
  switch (child.ruleIndex) {
    case P.RULE_commitStatement:
      return buildCommit(cx, child as CommitStatementContext);
    case P.RULE_rollbackStatement:
      return buildRollback(cx, child as RollbackStatementContext);
    case P.RULE_savepointStatement: {
      const name = (child as SavepointStatementContext).identifier();
      return { kind: 'Savepoint', span: cx.span(child), name: buildIdentifier(cx, name) };
    }
    case P.RULE_setTransactionStatement:
      return buildSetTransaction(cx, child as SetTransactionStatementContext);
    default:
      return undefined;
  }
}

function buildCommit(cx: BuildContext, ctx: CommitStatementContext): Commit {
  const options = cx.textOf(ctx).slice(firstTokenOf(ctx).text.length).trim();
  const node: Commit = { kind: 'Commit', span: cx.span(ctx) };
  return options === '' ? node : { ...node, options };
}

function buildRollback(cx: BuildContext, ctx: RollbackStatementContext): Rollback | undefined {
  if (hasToken(ctx, P.FORCE)) return undefined;
  const to = ctx.identifier();
  const span = cx.span(ctx);
  return to === null ? { kind: 'Rollback', span } : { kind: 'Rollback', span, to: buildIdentifier(cx, to) };
}

/** (SQL Language Reference, "SET TRANSACTION") */
function buildSetTransaction(cx: BuildContext, ctx: SetTransactionStatementContext): SetTransaction {
  return { kind: 'SetTransaction', span: cx.span(ctx), mode: transactionMode(ctx) };
}

function transactionMode(ctx: SetTransactionStatementContext): SetTransaction['mode'] {
  if (hasToken(ctx, P.ISOLATION)) {
    return hasToken(ctx, P.SERIALIZABLE) ? 'ISOLATION LEVEL SERIALIZABLE' : 'ISOLATION LEVEL READ COMMITTED';
  }
  if (hasToken(ctx, P.READ)) return hasToken(ctx, P.ONLY) ? 'READ ONLY' : 'READ WRITE';
  return hasToken(ctx, P.USE) ? 'USE ROLLBACK SEGMENT' : 'NAME';
}

/** (SQL Language Reference, "LOCK TABLE") */
export function buildLockTable(cx: BuildContext, ctx: LockTableStatementContext): LockTable {
  const tables = ctx.lockTarget().map((target) => {
    const extension = target.partitionExtension();
    const name = buildQualifiedName(cx, target.linkedName());
    return { span: cx.span(target), name, ...(extension && { partition: buildPartitionExtension(cx, extension) }) };
  });
  const seconds = ctx.expression();
  const wait = hasToken(ctx, P.NOWAIT) ? 'NOWAIT' : seconds && buildExpr(cx, seconds);
  return {
    kind: 'LockTable',
    span: cx.span(ctx),
    tables,
    mode: cx.wordsOf(ctx.lockMode()),
    ...(wait && { wait }),
  };
}
