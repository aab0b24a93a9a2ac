import type { ParseTree } from 'antlr4ng';
import type { Expr, FromItem, GroupItem, Hierarchy, Select, SelectItem } from '../../../ir/oracle/index.js';
import {
  ExpressionContext,
  FromClauseContext,
  GroupByClauseContext,
  GroupByItemContext,
  HierarchyClauseContext,
  IdentifierContext,
  IntoClauseContext,
  ModelClauseContext,
  OracleParser as P,
  type QueryBlockContext,
  SelectItemContext,
  WhereClauseContext,
  WindowClauseContext,
  WindowSpecificationContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildWindow } from '../expressions/calls.js';
import { buildExpr } from '../expressions/expressions.js';
import { buildIdentifier, identifierOfToken } from '../names.js';
import { firstOf, lastOf, required } from '../required.js';
import { firstTokenOf, hasToken, lastTokenOf, tokenTypeOf } from '../tree.js';
import { buildTableReference } from './from.js';
import { groupedByAll } from './group-by-all.js';
import { buildIntoClause } from './queries.js';
import { withRownumInWhere } from './rownum-conditions.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** One query block, from SELECT to HAVING. (SQL Language Reference, SELECT, query_block) */
export function buildSelect(cx: BuildContext, ctx: QueryBlockContext): Select {
  const items: SelectItem[] = [];
  const hierarchy: HierarchyClauseContext[] = [];
  const select: Writable<Select> = {
    kind: 'Select',
    span: cx.span(ctx),
    quantifier: quantifierOf(ctx._quantifier?.type),
    hints: cx.hintsAfter(firstTokenOf(ctx)),
    items,
    from: [],
  };
  for (const child of ctx.children) {
    if (child instanceof SelectItemContext) items.push(buildSelectItem(cx, child));
    else if (child instanceof FromClauseContext) select.from = buildFrom(cx, child);
    else if (child instanceof WhereClauseContext) select.where = buildCondition(cx, child);
    else if (child instanceof IntoClauseContext) select.into = buildIntoClause(cx, child);
    else if (child instanceof HierarchyClauseContext) hierarchy.push(child);
    else if (child instanceof GroupByClauseContext) addGrouping(cx, child, select, ctx.selectItem());
    else if (child instanceof ModelClauseContext) {
      select.model = { kind: 'UnsupportedClause', span: cx.span(child), what: 'MODEL' };
    } else if (child instanceof WindowClauseContext) select.windows = buildWindows(cx, child);
  }
  if (hierarchy.length > 0) select.hierarchy = buildHierarchy(cx, hierarchy);
  return withRownumInWhere(select);
}

function quantifierOf(type: number | undefined): Select['quantifier'] {
  if (type === undefined) return undefined;
  return type === P.DISTINCT ? 'DISTINCT' : type === P.UNIQUE ? 'UNIQUE' : 'ALL';
}

/** `expression [AS alias]`, or `*`. */
export function buildSelectItem(cx: BuildContext, ctx: SelectItemContext): SelectItem {
  const span = cx.span(ctx);
  const first = firstOf(ctx.children);
  if (!(first instanceof ExpressionContext)) return { kind: 'SelectItem', span, value: { kind: 'Star', span } };
  const value = buildExpr(cx, first);
  if (ctx.children.length === 1) return { kind: 'SelectItem', span, value };
  return { kind: 'SelectItem', span, value, alias: identifierOfToken(cx, lastTokenOf(ctx)) };
}

/** The items between the commas. */
export function buildFrom(cx: BuildContext, ctx: FromClauseContext): readonly FromItem[] {
  return ctx.tableReference().map((reference) => buildTableReference(cx, reference));
}

function buildCondition(cx: BuildContext, ctx: WhereClauseContext): Expr {
  const condition = ctx.expression();
  return condition === null ? cx.unsupported('CURRENT OF in a query', ctx) : buildExpr(cx, condition);
}

/** START WITH may stand before or after CONNECT BY. */
function buildHierarchy(cx: BuildContext, clauses: readonly HierarchyClauseContext[]): Hierarchy {
  let startWith: Expr | undefined;
  let connectBy: Expr | undefined;
  let noCycle = false;
  for (const clause of clauses) {
    const condition = buildExpr(cx, clause.expression());
    if (tokenTypeOf(clause.children[0]) === P.START) startWith = condition;
    else {
      connectBy = condition;
      noCycle = hasToken(clause, P.NOCYCLE);
    }
  }
  const last = lastOf(clauses);
  return {
    kind: 'Hierarchy',
    span: cx.spanBetween(firstTokenOf(firstOf(clauses)), lastTokenOf(last)),
    startWith,
    connectBy: connectBy ?? cx.unsupported('START WITH without CONNECT BY', last),
    noCycle,
  };
}

function addGrouping(
  cx: BuildContext,
  ctx: GroupByClauseContext,
  select: Writable<Select>,
  selected: readonly SelectItemContext[],
): void {
  const items: GroupItem[] = [];
  for (const child of ctx.children) {
    if (child instanceof GroupByItemContext) items.push(buildGroupItem(cx, child));
    else if (tokenTypeOf(child) === P.ALL) items.push(...groupedBySelected(cx, child, selected, select));
  }
  if (items.length > 0) select.groupBy = items;
  const having = ctx.havingClause();
  if (having !== null) select.having = buildExpr(cx, having.expression());
}

/** GROUP BY ALL, written out. */
function groupedBySelected(
  cx: BuildContext,
  all: ParseTree,
  selected: readonly SelectItemContext[],
  select: Select,
): readonly GroupItem[] {
  const again = (index: number): Expr => buildSelectItem(cx, required(selected[index])).value;
  const values = select.items.map((item) => item.value);
  return (
    groupedByAll(values, again) ?? [
      { kind: 'GroupExpr', span: cx.span(all), value: cx.unsupported('GROUP BY ALL', all) },
    ]
  );
}

function buildGroupItem(cx: BuildContext, ctx: GroupByItemContext): GroupItem {
  const span = cx.span(ctx);
  const expression = ctx.expression();
  if (expression === null) {
    return { kind: 'GroupingSets', span, items: ctx.groupByItem().map((item) => buildGroupItem(cx, item)) };
  }
  const value = buildExpr(cx, expression);
  if (value.kind === 'Row')
    return value.items.length === 0 ? { kind: 'GroupEmpty', span } : { kind: 'GroupList', span, items: value.items };
  if (value.kind === 'Call' && value.callee.kind === 'Name' && value.callee.parts.length === 1) {
    const { name } = firstOf(value.callee.parts);
    if (name === 'ROLLUP' || name === 'CUBE') {
      const items = value.args.map((arg) => (arg.value.kind === 'Row' ? arg.value.items : [arg.value]));
      return { kind: name === 'ROLLUP' ? 'GroupRollup' : 'GroupCube', span, items };
    }
  }
  return { kind: 'GroupExpr', span, value };
}

function buildWindows(cx: BuildContext, ctx: WindowClauseContext): Select['windows'] {
  const windows: NonNullable<Select['windows']>[number][] = [];
  let name: IdentifierContext | undefined;
  for (const child of ctx.children) {
    if (child instanceof IdentifierContext) name = child;
    else if (child instanceof WindowSpecificationContext) {
      windows.push({ name: buildIdentifier(cx, required(name)), spec: buildWindow(cx, child) });
    }
  }
  return windows;
}
