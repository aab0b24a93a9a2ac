import type {
  Expr,
  ForUpdate,
  FromItem,
  GroupItem,
  Hierarchy,
  IntoClause,
  OrderItem,
  Query,
  QueryBody,
  RoutineDefinition,
  RowLimit,
  Select,
  SelectItem,
  SetOperation,
  SubqueryFactor,
  TableValues,
  With,
} from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type CommonTableContext,
  ExpressionContext,
  type ForUpdateClauseContext,
  FromClauseContext,
  FunctionContext,
  GroupByClauseContext,
  GroupByItemContext,
  HierarchyClauseContext,
  IdentifierContext,
  IntoClauseContext,
  ModelClauseContext,
  type OrderByClauseContext,
  type OrderByItemContext,
  OracleParser as P,
  type ParenthesizedContext,
  ProcedureContext,
  type QueryBlockContext,
  type QueryContext,
  type QueryEndContext,
  type QueryTailContext,
  type QueryTermContext,
  type RowLimitingClauseContext,
  SelectItemContext,
  type SelectQueryContext,
  type SetOperatorContext,
  WhereClauseContext,
  WindowClauseContext,
  WindowSpecificationContext,
  type WithClauseContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildWindow } from '../expressions/calls.js';
import { buildExpr, buildOperand, parenthesizedItems } from '../expressions/expressions.js';
import { buildColumnList, buildIdentifier, buildNameList, identifierOfToken } from '../names.js';
import { buildRoutine } from '../plsql/routines.js';
import { firstOf, lastOf, required } from '../required.js';
import { firstTokenOf, hasToken, lastTokenOf, ruleOf, tokenTypeOf } from '../tree.js';
import { buildTableReference } from './from.js';
import { withRownumInWhere } from './rownum-conditions.js';

/** A query from WITH to FOR UPDATE. (SQL Language Reference, "SELECT") */
export function buildQuery(cx: BuildContext, ctx: QueryContext | SelectQueryContext): Query {
  let factors: With | undefined;
  let body: QueryBody | undefined;
  let op: SetOperation['op'] | undefined;
  let end: QueryEndContext | undefined;
  const start = ctx.children.find((child) => ruleOf(child) !== P.RULE_withClause) ?? ctx;
  for (const child of ctx.children) {
    switch (ruleOf(child)) {
      case P.RULE_withClause:
        factors = buildWith(cx, child as WithClauseContext);
        break;
      case P.RULE_setOperator:
        op = setOperator(child as SetOperatorContext);
        break;
      case P.RULE_queryEnd:
        end = child as QueryEndContext;
        break;
      default: {
        const term =
          ruleOf(child) === P.RULE_queryBlock
            ? buildSelect(cx, child as QueryBlockContext)
            : buildTerm(cx, child as QueryTermContext);
        body = body === undefined || op === undefined ? term : combine(cx, op, body, term, start, child);
      }
    }
  }
  const ending = end === undefined ? {} : buildEnd(cx, end);
  if (
    required(body).kind === 'Query' &&
    factors === undefined &&
    ending.orderBy === undefined &&
    !ending.limit &&
    !ending.forUpdate
  ) {
    return body as Query;
  }
  return { kind: 'Query', span: cx.span(ctx), with: factors, body: required(body), ...ending };
}

/** What follows a parenthesized query: `(SELECT …) UNION …`, `(SELECT …) ORDER BY …`. */
export function buildQueryTail(cx: BuildContext, first: Query, tail: QueryTailContext, span: Span): Query {
  let body: QueryBody = unwrapped(first);
  let op: SetOperation['op'] = 'UNION';
  let ending: Ending = {};
  for (const child of tail.children) {
    switch (ruleOf(child)) {
      case P.RULE_setOperator:
        op = setOperator(child as SetOperatorContext);
        break;
      case P.RULE_queryTerm: {
        const right = buildTerm(cx, child as QueryTermContext);
        const last = cx.span(child);
        body = {
          kind: 'SetOperation',
          span: { file: span.file, start: span.start, end: last.end },
          op,
          left: body,
          right,
        };
        break;
      }
      case P.RULE_queryEnd:
        ending = buildEnd(cx, child as QueryEndContext);
        break;
      case P.RULE_orderByClause:
        ending = { ...ending, ...orderOf(cx, child as OrderByClauseContext) };
        break;
      case P.RULE_rowLimitingClause:
        ending = { ...ending, limit: buildLimit(cx, child as RowLimitingClauseContext) };
        break;
      default:
        ending = { ...ending, forUpdate: buildForUpdate(cx, child as ForUpdateClauseContext) };
    }
  }
  return { kind: 'Query', span, body, ...ending };
}

/** A query that is only its body needs no node of its own inside another: the tree has the grouping. */
function unwrapped(query: Query): QueryBody {
  const isPlain = !query.with && !query.orderBy && !query.limit && !query.forUpdate;
  return isPlain ? query.body : query;
}

function combine(
  cx: BuildContext,
  op: SetOperation['op'],
  left: QueryBody,
  right: QueryBody,
  first: Parameters<typeof cx.span>[0],
  last: Parameters<typeof cx.span>[0],
): SetOperation {
  return { kind: 'SetOperation', span: cx.spanBetween(firstTokenOf(first), lastTokenOf(last)), op, left, right };
}

/** EXCEPT is another word for MINUS. (SQL Language Reference 21c, "The Set Operators") */
function setOperator(ctx: SetOperatorContext): SetOperation['op'] {
  const all = hasToken(ctx, P.ALL);
  switch (tokenTypeOf(ctx.children[0])) {
    case P.UNION:
      return all ? 'UNION ALL' : 'UNION';
    case P.INTERSECT:
      return all ? 'INTERSECT ALL' : 'INTERSECT';
    default:
      return all ? 'MINUS ALL' : 'MINUS';
  }
}

function buildTerm(cx: BuildContext, ctx: QueryTermContext): QueryBody {
  const first = firstOf(ctx.children);
  if (ruleOf(first) === P.RULE_queryBlock) return buildSelect(cx, first as QueryBlockContext);
  const query = ctx.query();
  if (query !== null) return unwrapped(buildQuery(cx, query));
  return buildTableValues(cx, ctx.parenthesized(), cx.span(ctx));
}

/** (SQL Language Reference 23ai, "SELECT", values_clause) */
export function buildTableValues(cx: BuildContext, rows: readonly ParenthesizedContext[], span: Span): TableValues {
  return { kind: 'TableValues', span, rows: rows.map((row) => buildRow(cx, row)) };
}

/** The values in parentheses, a single subquery among them. */
export function buildRow(cx: BuildContext, ctx: ParenthesizedContext): readonly Expr[] {
  const expressions = ctx.expression();
  if (expressions.length > 0 && ctx.queryTail() === null && ctx.dataType() === null) {
    return expressions.map((value) => buildExpr(cx, value));
  }
  const items = parenthesizedItems(cx, ctx);
  return 'kind' in items ? [{ kind: 'Subquery', span: items.span, query: items }] : items;
}

type Ending = Pick<Query, 'orderBy' | 'orderSiblings' | 'limit' | 'forUpdate'>;

function buildEnd(cx: BuildContext, ctx: QueryEndContext): Ending {
  if (ctx.children.length === 0) return {};
  const order = ctx.orderByClause();
  const limit = ctx.rowLimitingClause();
  const lock = ctx.forUpdateClause();
  return {
    ...(order === null ? undefined : orderOf(cx, order)),
    limit: limit === null ? undefined : buildLimit(cx, limit),
    forUpdate: lock === null ? undefined : buildForUpdate(cx, lock),
  };
}

function orderOf(cx: BuildContext, ctx: OrderByClauseContext): Ending {
  return { orderBy: buildOrderItems(cx, ctx), orderSiblings: hasToken(ctx, P.SIBLINGS) || undefined };
}

function buildLimit(cx: BuildContext, ctx: RowLimitingClauseContext): RowLimit {
  const offset = ctx.offsetClause();
  const fetch = ctx.fetchClause();
  const count = fetch === null ? null : fetch.expression();
  return {
    kind: 'RowLimit',
    span: cx.span(ctx),
    offset: offset === null ? undefined : buildExpr(cx, offset.expression()),
    fetch:
      fetch === null
        ? undefined
        : {
            count: count === null ? undefined : buildExpr(cx, count),
            percent: hasToken(fetch, P.PERCENT),
            withTies: hasToken(fetch, P.TIES),
          },
  };
}

function buildForUpdate(cx: BuildContext, ctx: ForUpdateClauseContext): ForUpdate {
  const span = cx.span(ctx);
  const of = ctx.nameList();
  const seconds = ctx.expression();
  const wait: ForUpdate['wait'] = seconds
    ? { kind: 'WAIT', span, seconds: buildExpr(cx, seconds) }
    : hasToken(ctx, P.NOWAIT)
      ? { kind: 'NOWAIT', span }
      : hasToken(ctx, P.LOCKED)
        ? { kind: 'SKIP LOCKED', span }
        : undefined;
  return { kind: 'ForUpdate', span, of: of === null ? undefined : buildNameList(cx, of), wait };
}

function buildWith(cx: BuildContext, ctx: WithClauseContext): With {
  const routines: RoutineDefinition[] = [];
  for (const child of ctx.children) {
    if (!(child instanceof ProcedureContext || child instanceof FunctionContext)) continue;
    const routine = buildRoutine(cx, child);
    // A heading without a body is only there for its definition that follows.
    if (routine.kind === 'RoutineDefinition') routines.push(routine);
  }
  return {
    kind: 'With',
    span: cx.span(ctx),
    routines,
    factors: ctx.commonTable().map((child) => buildFactor(cx, child)),
  };
}

function buildFactor(cx: BuildContext, ctx: CommonTableContext): SubqueryFactor {
  const columns = ctx.columnList();
  const search = ctx.searchClause();
  const cycle = ctx.cycleClause();
  const names = cycle === null ? [] : cycle.identifier().map((name) => buildIdentifier(cx, name));
  const cycleValues = cycle === null ? [] : cycle.expression();
  return {
    kind: 'SubqueryFactor',
    span: cx.span(ctx),
    name: buildIdentifier(cx, ctx.identifier()),
    columns: columns === null ? undefined : buildColumnList(cx, columns),
    query: buildQuery(cx, ctx.query()),
    search:
      search === null
        ? undefined
        : {
            order: hasToken(search, P.DEPTH) ? 'DEPTH' : 'BREADTH',
            by: search.orderByItem().map((item) => buildOrderItem(cx, item)),
            set: buildIdentifier(cx, search.identifier()),
          },
    cycle:
      cycle === null
        ? undefined
        : {
            columns: names.slice(0, -1),
            set: lastOf(names),
            to: buildExpr(cx, firstOf(cycleValues)),
            otherwise: buildExpr(cx, required(cycleValues[1])),
          },
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function buildSelect(cx: BuildContext, ctx: QueryBlockContext): Select {
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
    else if (child instanceof GroupByClauseContext) addGrouping(cx, child, select);
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

function addGrouping(cx: BuildContext, ctx: GroupByClauseContext, select: Writable<Select>): void {
  const items: GroupItem[] = [];
  for (const child of ctx.children) {
    if (child instanceof GroupByItemContext) items.push(buildGroupItem(cx, child));
    else if (tokenTypeOf(child) === P.ALL)
      items.push({ kind: 'GroupExpr', span: cx.span(child), value: cx.unsupported('GROUP BY ALL', child) });
  }
  if (items.length > 0) select.groupBy = items;
  const having = ctx.havingClause();
  if (having !== null) select.having = buildExpr(cx, having.expression());
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

/** (SQL Language Reference, "SELECT", order_by_clause) */
export function buildOrderItems(cx: BuildContext, ctx: OrderByClauseContext): readonly OrderItem[] {
  return ctx.orderByItem().map((item) => buildOrderItem(cx, item));
}

function buildOrderItem(cx: BuildContext, ctx: OrderByItemContext): OrderItem {
  const value = buildExpr(cx, ctx.expression());
  const direction = ctx._direction?.type;
  const nulls = ctx._nulls?.type;
  return {
    kind: 'OrderItem',
    span: cx.span(ctx),
    value,
    direction: direction === undefined ? undefined : direction === P.ASC ? 'ASC' : 'DESC',
    nulls: nulls === undefined ? undefined : nulls === P.FIRST ? 'FIRST' : 'LAST',
  };
}

/** `[BULK COLLECT] INTO a, b`. */
export function buildIntoClause(cx: BuildContext, ctx: IntoClauseContext): IntoClause {
  return {
    kind: 'IntoClause',
    span: cx.span(ctx),
    bulk: tokenTypeOf(ctx.children[0]) === P.BULK,
    targets: ctx.operand().map((target) => buildOperand(cx, target)),
  };
}
