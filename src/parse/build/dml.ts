import type { ParseTree } from 'antlr4ng';
import type {
  CurrentOf,
  Delete,
  DmlStatement,
  DmlTarget,
  ErrorLogging,
  Expr,
  Insert,
  InsertBranch,
  Merge,
  MultiTableInsert,
  QualifiedName,
  Query,
  Returning,
  SetItem,
  TableRef,
  UnsupportedClause,
  Update,
  ValuesSource,
} from '../../ir/oracle/index.js';
import {
  DeleteStatementContext,
  type DmlTargetContext,
  type ErrorLoggingClauseContext,
  type ExpressionListContext,
  InsertIntoContext,
  InsertStatementContext,
  InsertWhenContext,
  type MergeInsertContext,
  type MergeStatementContext,
  type MergeUpdateContext,
  OracleParser as P,
  type ReturningClauseContext,
  type SetItemContext,
  UpdateStatementContext,
  type WhereClauseContext,
} from '../generated/OracleParser.js';
import type { BuildContext } from './context.js';
import { buildExpr, buildOperand, buildReference, soleParentheses } from './expressions/expressions.js';
import { buildIdentifier, buildNameList, buildQualifiedName } from './names.js';
import { buildPartitionExtension, buildTablePrimary, restrictionOf } from './queries/from.js';
import { buildFrom, buildIntoClause, buildQuery, buildRow, buildSelectItem } from './queries/queries.js';
import { firstOf, required } from './required.js';
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
    const isMultiple = tokenTypeOf(ctx.children[1]) !== 0;
    return isMultiple ? buildMultiTableInsert(cx, ctx) : buildInsert(cx, ctx);
  }
  if (ctx instanceof UpdateStatementContext) return buildUpdate(cx, ctx);
  if (ctx instanceof DeleteStatementContext) return buildDelete(cx, ctx);
  return buildMerge(cx, ctx);
}

function buildInsert(cx: BuildContext, ctx: InsertStatementContext): Insert {
  const into = ctx.children[1] as InsertIntoContext;
  const query = ctx.query();
  const names = into.nameList();
  const values = into.expressionList();
  const logging = ctx.errorLoggingClause() ?? into._multiErrorLogging;
  const assigned = ctx.setItem();
  let columns = names === null ? undefined : buildNameList(cx, names);
  let source: Query | ValuesSource;
  if (query !== null) source = buildQuery(cx, query);
  else if (values !== null) source = buildValues(cx, values);
  else if (assigned.length > 0) {
    // INSERT … SET (23ai) is another way to write columns and values.
    const items = assigned.map((item) => buildSetItem(cx, item));
    columns = items.map((item) => (item.kind === 'SetColumn' ? item.column : asName(cx, ctx)));
    const row = items.map((item, i) =>
      item.kind === 'SetColumn' ? item.value : cx.unsupported('SET of INSERT', required(assigned[i])),
    );
    source = {
      kind: 'ValuesSource',
      span: cx.spanBetween(firstTokenOf(firstOf(assigned)), required(ctx.stop)),
      rows: [row],
    };
  } else {
    source = {
      kind: 'ValuesSource',
      span: cx.span(into),
      rows: [],
      record: cx.unsupported('INSERT without values', into),
    };
  }
  return {
    kind: 'Insert',
    span: cx.span(ctx),
    hints: cx.hintsAfter(firstTokenOf(ctx)),
    target: buildTarget(cx, into.dmlTarget()).target,
    columns,
    source,
    returning: returningOf(cx, ctx.returningClause()),
    errorLogging: loggingOf(cx, logging),
  };
}

/**
 * Stands where a name is required and something else is written; the value beside it or the table's
 * absence refuses the statement.
 */
function asName(cx: BuildContext, node: ParseTree): QualifiedName {
  const span = cx.span(node);
  return { kind: 'QualifiedName', span, parts: [{ kind: 'Identifier', span, name: cx.textOf(node), quoted: true }] };
}

/** `VALUES (a, b), (c, d)`, or `VALUES r`. */
function buildValues(cx: BuildContext, ctx: ExpressionListContext): ValuesSource {
  const span = cx.span(ctx);
  const expressions = ctx.expression();
  const parentheses = expressions.map(soleParentheses);
  if (parentheses.every((row) => row !== undefined)) {
    return { kind: 'ValuesSource', span, rows: parentheses.map((row) => buildRow(cx, row)) };
  }
  const record =
    expressions.length === 1 ? buildExpr(cx, firstOf(expressions)) : cx.unsupported('VALUES with several records', ctx);
  return { kind: 'ValuesSource', span, rows: [], record };
}

function buildMultiTableInsert(cx: BuildContext, ctx: InsertStatementContext): MultiTableInsert {
  const branches: { when?: Expr; inserts: InsertBranch[] }[] = [];
  const otherwise: InsertBranch[] = [];
  const loose: InsertBranch[] = [];
  let current = loose;
  for (const child of ctx.children) {
    if (child instanceof InsertWhenContext) {
      const inserts = child.insertInto().map((into) => buildBranch(cx, into));
      branches.push({ when: buildExpr(cx, child.expression()), inserts });
    } else if (child instanceof InsertIntoContext) current.push(buildBranch(cx, child));
    else if (tokenTypeOf(child) === P.ELSE) current = otherwise;
  }
  if (loose.length > 0) branches.push({ inserts: loose });
  return {
    kind: 'MultiTableInsert',
    span: cx.span(ctx),
    mode: tokenTypeOf(ctx.children[1]) === P.FIRST ? 'FIRST' : 'ALL',
    branches,
    otherwise: otherwise.length > 0 ? otherwise : undefined,
    source: buildQuery(cx, required(ctx.query())),
  };
}

function buildBranch(cx: BuildContext, ctx: InsertIntoContext): InsertBranch {
  const names = ctx.nameList();
  const list = ctx.expressionList();
  const values = list === null ? undefined : buildValues(cx, list);
  const { target } = buildTarget(cx, ctx.dmlTarget());
  const row = values?.rows.length === 1 ? values.rows[0] : undefined;
  // Only tables and views are allowed here (SQL Language Reference, "multi_table_insert").
  const isTable = target.kind === 'TableRef';
  return {
    kind: 'InsertBranch',
    span: cx.span(ctx),
    target: isTable ? target : { kind: 'TableRef', span: target.span, name: asName(cx, ctx.dmlTarget()) },
    columns: names === null ? undefined : buildNameList(cx, names),
    values: !isTable
      ? [cx.unsupported('target of a multi-table INSERT', ctx.dmlTarget())]
      : values === undefined
        ? undefined
        : (row ?? [cx.unsupported('record in a multi-table INSERT', required(list))]),
    errorLogging: loggingOf(cx, ctx.errorLoggingClause()),
  };
}

interface Target {
  readonly target: DmlTarget;
  readonly only: boolean;
}

function buildTarget(cx: BuildContext, ctx: DmlTargetContext): Target {
  const span = cx.span(ctx);
  const source = ctx.dmlTargetSource();
  const written = ctx.columnAlias();
  const alias = written === null ? undefined : buildIdentifier(cx, written);
  const linked = source.linkedName();
  if (linked !== null) {
    const partition = source.partitionExtension();
    const target: TableRef = {
      kind: 'TableRef',
      span,
      name: buildQualifiedName(cx, linked),
      alias,
      partition: partition === null ? undefined : buildPartitionExtension(cx, partition),
    };
    return { target, only: false };
  }
  const query = source.query();
  const restriction = restrictionOf(source.subqueryRestriction());
  if (query !== null) {
    return {
      target: { kind: 'DerivedTable', span, lateral: false, query: buildQuery(cx, query), alias, restriction },
      only: false,
    };
  }
  const select = source.selectQuery();
  if (tokenTypeOf(source.children[0]) === P.ONLY) {
    const name = source.name();
    if (name !== null)
      return { target: { kind: 'TableRef', span, name: buildQualifiedName(cx, name), alias }, only: true };
    return {
      target: { kind: 'DerivedTable', span, lateral: false, query: buildQuery(cx, required(select)), alias },
      only: true,
    };
  }
  const value: Expr =
    select === null
      ? buildExpr(cx, required(source.expression()))
      : { kind: 'Subquery', span: cx.span(select), query: buildQuery(cx, select) };
  return {
    target: { kind: 'TableFunction', span, value, outer: !!source._outerJoin, table: true, alias },
    only: false,
  };
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
    returning: returningOf(cx, ctx.returningClause()),
    errorLogging: loggingOf(cx, ctx.errorLoggingClause()),
  };
}

function buildDelete(cx: BuildContext, ctx: DeleteStatementContext): Delete {
  const { target, only } = buildTarget(cx, ctx.dmlTarget());
  return {
    kind: 'Delete',
    span: cx.span(ctx),
    hints: cx.hintsAfter(firstTokenOf(ctx)),
    target,
    only: only || undefined,
    where: whereOf(cx, ctx.whereClause()),
    returning: returningOf(cx, ctx.returningClause()),
    errorLogging: loggingOf(cx, ctx.errorLoggingClause()),
  };
}

function whereOf(cx: BuildContext, ctx: WhereClauseContext | null): Expr | CurrentOf | undefined {
  if (ctx === null) return undefined;
  const condition = ctx.expression();
  if (condition !== null) return buildExpr(cx, condition);
  const cursor = buildReference(cx, required(ctx.reference()));
  if (cursor.kind !== 'Name') return cx.unsupported('CURRENT OF a cursor expression', ctx);
  const name: QualifiedName = { kind: 'QualifiedName', span: cursor.span, parts: cursor.parts };
  return { kind: 'CurrentOf', span: cx.span(ctx), cursor: name };
}

function expressionWhere(cx: BuildContext, ctx: WhereClauseContext | null | undefined): Expr | undefined {
  const where = whereOf(cx, ctx ?? null);
  return where?.kind === 'CurrentOf' ? cx.unsupported('CURRENT OF in MERGE', required(ctx)) : where;
}

function buildSetItem(cx: BuildContext, ctx: SetItemContext): SetItem {
  const span = cx.span(ctx);
  const operand = ctx.operand();
  const expression = ctx.expression();
  const target = buildOperand(cx, operand);
  const value = buildExpr(cx, expression);
  const isList = operand.parenthesized() !== null;
  if (isList) {
    const columns = (target.kind === 'Row' ? target.items : [target]).map(nameOf);
    if (value.kind === 'Subquery' && columns.every((column) => column !== undefined)) {
      return { kind: 'SetColumns', span, columns, query: value.query };
    }
    const column = asName(cx, operand);
    return { kind: 'SetColumn', span, column, value: cx.unsupported('SET of several columns without a query', ctx) };
  }
  const name = nameOf(target);
  if (name !== undefined) {
    const [only, more] = name.parts;
    const isRow = only?.name === 'ROW' && !only.quoted && more === undefined;
    return isRow ? { kind: 'SetRow', span, record: value } : { kind: 'SetColumn', span, column: name, value };
  }
  if (target.kind === 'Call' && target.callee.kind === 'Name' && firstOf(target.callee.parts).name === 'VALUE') {
    const alias = target.args.length === 1 ? nameOf(firstOf(target.args).value) : undefined;
    if (alias !== undefined) return { kind: 'SetValue', span, alias, value };
  }
  const column = asName(cx, operand);
  return { kind: 'SetColumn', span, column, value: cx.unsupported('target of SET', ctx) };
}

function nameOf(expr: Expr): QualifiedName | undefined {
  return expr.kind === 'Name' && expr.link === undefined
    ? { kind: 'QualifiedName', span: expr.span, parts: expr.parts }
    : undefined;
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
    returning: returningOf(cx, ctx.returningClause()),
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

function returningOf(cx: BuildContext, ctx: ReturningClauseContext | null): Returning | undefined {
  if (ctx === null) return undefined;
  const into = ctx.intoClause();
  return {
    kind: 'Returning',
    span: cx.span(ctx),
    items: ctx.selectItem().map((item) => buildSelectItem(cx, item).value),
    into: into === null ? undefined : buildIntoClause(cx, into),
  };
}

function loggingOf(cx: BuildContext, ctx: ErrorLoggingClauseContext | null | undefined): ErrorLogging | undefined {
  if (ctx === null || ctx === undefined) return undefined;
  const into = ctx.name();
  let tag: Expr | undefined;
  let rejectLimit: ErrorLogging['rejectLimit'] = hasToken(ctx, P.UNLIMITED) ? 'UNLIMITED' : undefined;
  ctx.children.forEach((child, i) => {
    const expression = ctx.expression().find((candidate) => candidate === child);
    if (expression === undefined) return;
    if (tokenTypeOf(ctx.children[i - 1]) === P.LPAREN) tag = buildExpr(cx, expression);
    else rejectLimit = buildExpr(cx, expression);
  });
  return {
    kind: 'ErrorLogging',
    span: cx.span(ctx),
    into: into === null ? undefined : buildQualifiedName(cx, into),
    tag,
    rejectLimit,
  };
}
