import type { ParseTree } from 'antlr4ng';
import type {
  CurrentOf,
  DmlTarget,
  ErrorLogging,
  Expr,
  Identifier,
  QualifiedName,
  Returning,
  SelectItem,
  SetItem,
  TableRef,
} from '../../ir/oracle/index.js';
import {
  type DmlTargetContext,
  type ErrorLoggingClauseContext,
  OracleParser as P,
  type ReturningClauseContext,
  type SetItemContext,
  type WhereClauseContext,
} from '../generated/OracleParser.js';
import type { BuildContext } from './context.js';
import { buildExpr, buildOperand, buildReference } from './expressions/expressions.js';
import { buildIdentifier, buildQualifiedName } from './names.js';
import { buildPartitionExtension, restrictionOf } from './queries/from.js';
import { buildIntoClause, buildQuery } from './queries/queries.js';
import { buildSelectItem } from './queries/select.js';
import { firstOf, required } from './required.js';
import { firstTokenOf, hasToken, tokenTypeOf } from './tree.js';

interface Target {
  readonly target: DmlTarget;
  readonly only: boolean;
}

/** What DML is on: a table or view, with its partition, link and alias, or a subquery. */
export function buildTarget(cx: BuildContext, ctx: DmlTargetContext): Target {
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

/** The condition of WHERE, or the cursor of WHERE CURRENT OF; undefined without it. */
export function whereOf(cx: BuildContext, ctx: WhereClauseContext | null): Expr | CurrentOf | undefined {
  if (ctx === null) return undefined;
  const condition = ctx.expression();
  if (condition !== null) return buildExpr(cx, condition);
  const cursor = buildReference(cx, required(ctx.reference()));
  if (cursor.kind !== 'Name') return cx.unsupported('CURRENT OF a cursor expression', ctx);
  const name: QualifiedName = { kind: 'QualifiedName', span: cursor.span, parts: cursor.parts };
  return { kind: 'CurrentOf', span: cx.span(ctx), cursor: name };
}

/** The condition of a WHERE that knows no CURRENT OF, as those of MERGE. */
export function expressionWhere(cx: BuildContext, ctx: WhereClauseContext | null | undefined): Expr | undefined {
  const where = whereOf(cx, ctx ?? null);
  return where?.kind === 'CurrentOf' ? cx.unsupported('CURRENT OF in MERGE', required(ctx)) : where;
}

/** An item of SET: `a = 1`, `(a, b) = (select …)`, `VALUE(t) = o` or `ROW = r`. */
export function buildSetItem(cx: BuildContext, ctx: SetItemContext): SetItem {
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

/**
 * `RETURNING a, OLD b INTO x, y`; undefined without it. What a DELETE returns is old, and an INSERT has nothing old.
 * (SQL Language Reference 23ai, "UPDATE", returning_clause)
 */
export function returningOf(
  cx: BuildContext,
  ctx: ReturningClauseContext | null,
  statement: 'INSERT' | 'UPDATE' | 'DELETE' | 'MERGE',
): Returning | undefined {
  if (ctx === null) return undefined;
  const into = ctx.intoClause();
  const old: number[] = [];
  const items = ctx.selectItem().map((written, i): Expr => {
    const item = buildSelectItem(cx, written);
    const { span } = item;
    const isNew = firstTokenOf(written).type === P.NEW;
    if (isNew && statement === 'DELETE') return { kind: 'NullLiteral', span };
    // `NEW b` reads like the constructor of an object.
    if (item.value.kind === 'New' && item.value.call.kind === 'Name') return item.value.call;
    if (!isOld(item)) return item.value;
    if (statement === 'INSERT') return { kind: 'NullLiteral', span };
    if (statement === 'MERGE') return cx.unsupported('RETURNING OLD of MERGE', written);
    if (statement === 'UPDATE') old.push(i);
    return { kind: 'Name', span, parts: [item.alias] };
  });
  return {
    kind: 'Returning',
    span: cx.span(ctx),
    items,
    ...(old.length > 0 ? { old } : {}),
    into: into === null ? undefined : buildIntoClause(cx, into),
  };
}

/** `OLD b` is written like a column with an alias, which RETURNING does not have. */
function isOld(item: SelectItem): item is SelectItem & { readonly alias: Identifier } {
  const { value, alias } = item;
  if (!alias || value.kind !== 'Name' || value.parts.length !== 1) return false;
  const [first] = value.parts;
  return first?.name === 'OLD' && !first.quoted;
}

/** `LOG ERRORS [INTO t] [(tag)] [REJECT LIMIT n]`; undefined without it. */
export function loggingOf(
  cx: BuildContext,
  ctx: ErrorLoggingClauseContext | null | undefined,
): ErrorLogging | undefined {
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

/**
 * Stands where a name is required and something else is written; the value beside it or the table's
 * absence refuses the statement.
 */
export function asName(cx: BuildContext, node: ParseTree): QualifiedName {
  const span = cx.span(node);
  return { kind: 'QualifiedName', span, parts: [{ kind: 'Identifier', span, name: cx.textOf(node), quoted: true }] };
}
