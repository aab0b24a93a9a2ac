import type { Delete, DmlStatement, Merge, UnsupportedClause, Update } from '../../ir/oracle/index.js';
import {
  DeleteStatementContext,
  InsertIntoContext,
  InsertStatementContext,
  type MergeInsertContext,
  type MergeStatementContext,
  type MergeUpdateContext,
  OracleParser as P,
  UpdateStatementContext,
  type WhereClauseContext,
} from '../generated/OracleParser.js';
import type { BuildContext } from './context.js';
import { asName, buildSetItem, buildTarget, expressionWhere, loggingOf, returningOf, whereOf } from './dml-clauses.js';
import { buildExpr, soleParentheses } from './expressions/expressions.js';
import { buildInsert, buildMultiTableInsert } from './insert.js';
import { buildNameList } from './names.js';
import { buildTablePrimary } from './queries/from.js';
import { buildRow } from './queries/queries.js';
import { buildFrom } from './queries/select.js';
import { firstTokenOf, hasToken, tokenTypeOf } from './tree.js';

/** What `buildDml` reads. */
export type DmlContext =
  | InsertStatementContext
  | UpdateStatementContext
  | DeleteStatementContext
  | MergeStatementContext;

/**
 * (SQL Language Reference, "INSERT", "UPDATE", "DELETE", "MERGE"; PL/SQL Language Reference for records and CURRENT OF)
 */
export function buildDml(cx: BuildContext, ctx: DmlContext): DmlStatement {
  if (ctx instanceof InsertStatementContext) {
    const isMultiple = !(ctx.children[1] instanceof InsertIntoContext);
    return isMultiple ? buildMultiTableInsert(cx, ctx) : buildInsert(cx, ctx);
  }
  if (ctx instanceof UpdateStatementContext) return buildUpdate(cx, ctx);
  if (ctx instanceof DeleteStatementContext) return buildDelete(cx, ctx);
  return buildMerge(cx, ctx);
}

function buildUpdate(cx: BuildContext, ctx: UpdateStatementContext): Update {
  const { target, only } = buildTarget(cx, ctx.dmlTarget());
  const from = ctx.fromClause();
  return {
    kind: 'Update',
    span: cx.span(ctx),
    hints: cx.hintsAfter(firstTokenOf(ctx)),
    target,
    only: only || undefined,
    set: ctx.setItem().map((item) => buildSetItem(cx, item)),
    from: from === null ? undefined : buildFrom(cx, from),
    where: whereOf(cx, ctx.whereClause()),
    returning: returningOf(cx, ctx.returningClause(), 'UPDATE'),
    errorLogging: loggingOf(cx, ctx.errorLoggingClause()),
  };
}

function buildDelete(cx: BuildContext, ctx: DeleteStatementContext): Delete {
  const { target, only } = buildTarget(cx, ctx.dmlTarget());
  const from = ctx.fromClause();
  return {
    kind: 'Delete',
    span: cx.span(ctx),
    hints: cx.hintsAfter(firstTokenOf(ctx)),
    target,
    only: only || undefined,
    from: from === null ? undefined : buildFrom(cx, from),
    where: whereOf(cx, ctx.whereClause()),
    returning: returningOf(cx, ctx.returningClause(), 'DELETE'),
    errorLogging: loggingOf(cx, ctx.errorLoggingClause()),
  };
}

function buildMerge(cx: BuildContext, ctx: MergeStatementContext): Merge {
  const unsupported: UnsupportedClause[] = [];
  let update: Merge['update'];
  let insert: Merge['insert'];
  for (const branch of ctx.mergeBranch()) {
    const updating = branch.mergeUpdate();
    const inserting = branch.mergeInsert();
    // Conditions after MATCHED and WHEN MATCHED THEN DELETE are not Oracle's own (23ai has them in part).
    const isPlain = branch.expression() === null && !hasToken(branch, P.DELETE);
    if (isPlain && updating !== null && update === undefined) update = mergeUpdate(cx, updating);
    else if (isPlain && inserting !== null && insert === undefined) insert = mergeInsert(cx, inserting);
    else
      unsupported.push({
        kind: 'UnsupportedClause',
        span: cx.span(branch),
        what: 'branch of MERGE',
      });
  }
  const { target } = buildTarget(cx, ctx.dmlTarget());
  if (target.kind === 'TableFunction') {
    unsupported.push({ kind: 'UnsupportedClause', span: target.span, what: 'target of MERGE' });
  }
  const using = buildTablePrimary(cx, ctx.tablePrimary());
  return {
    kind: 'Merge',
    span: cx.span(ctx),
    hints: cx.hintsAfter(firstTokenOf(ctx)),
    target:
      target.kind === 'TableFunction'
        ? { kind: 'TableRef', span: target.span, name: asName(cx, ctx.dmlTarget()) }
        : target,
    using,
    on: buildExpr(cx, ctx.expression()),
    update,
    insert,
    errorLogging: loggingOf(cx, ctx.errorLoggingClause()),
    returning: returningOf(cx, ctx.returningClause(), 'MERGE'),
    unsupported: unsupported.length > 0 ? unsupported : undefined,
  };
}

function mergeUpdate(cx: BuildContext, ctx: MergeUpdateContext): NonNullable<Merge['update']> {
  let isDelete = false;
  let where: WhereClauseContext | undefined;
  let deleteWhere: WhereClauseContext | undefined;
  for (const child of ctx.children) {
    if (tokenTypeOf(child) === P.DELETE) isDelete = true;
    else if (ctx.whereClause().includes(child as WhereClauseContext)) {
      if (isDelete) deleteWhere = child as WhereClauseContext;
      else where = child as WhereClauseContext;
    }
  }
  return {
    set: ctx.setItem().map((item) => buildSetItem(cx, item)),
    where: expressionWhere(cx, where),
    deleteWhere: expressionWhere(cx, deleteWhere),
  };
}

function mergeInsert(cx: BuildContext, ctx: MergeInsertContext): NonNullable<Merge['insert']> {
  const names = ctx.nameList();
  const row = soleParentheses(ctx.expression());
  return {
    columns: names === null ? undefined : buildNameList(cx, names),
    values: row === undefined ? [cx.unsupported('record in MERGE', ctx.expression())] : buildRow(cx, row),
    where: expressionWhere(cx, ctx.whereClause()),
  };
}
