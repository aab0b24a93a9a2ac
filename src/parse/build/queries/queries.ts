import type {
  Expr,
  ForUpdate,
  IntoClause,
  Query,
  QueryBody,
  RowLimit,
  SetOperation,
  TableValues,
  With,
} from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type ForUpdateClauseContext,
  type IntoClauseContext,
  type OrderByClauseContext,
  OracleParser as P,
  type ParenthesizedContext,
  type QueryBlockContext,
  type QueryContext,
  type QueryEndContext,
  type QueryTailContext,
  type QueryTermContext,
  type RowLimitingClauseContext,
  type SelectQueryContext,
  type SetOperatorContext,
  type WithClauseContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildExpr, buildOperand, parenthesizedItems } from '../expressions/expressions.js';
import { buildNameList } from '../names.js';
import { firstOf, required } from '../required.js';
import { firstTokenOf, hasToken, lastTokenOf, ruleOf, tokenTypeOf } from '../tree.js';
import { buildOrderItems } from './order-by.js';
import { buildSelect } from './select.js';
import { buildWith } from './with.js';

/** A query from WITH to FOR UPDATE. (SQL Language Reference, "SELECT") */
export function buildQuery(cx: BuildContext, ctx: QueryContext | SelectQueryContext): Query {
  let factors: With | undefined;
  let body: QueryBody | undefined;
  let op: SetOperation['op'] = 'UNION';
  let ending: Ending = {};
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
        ending = buildEnd(cx, child as QueryEndContext);
        break;
      default: {
        const right = buildTerm(cx, child as QueryBlockContext | QueryTermContext);
        body =
          body === undefined
            ? right
            : {
                kind: 'SetOperation',
                span: cx.spanBetween(firstTokenOf(start), lastTokenOf(child)),
                op,
                left: body,
                right,
              };
      }
    }
  }
  const whole: Query = { kind: 'Query', span: cx.span(ctx), with: factors, body: required(body), ...ending };
  return whole.body.kind === 'Query' && isOnlyBody(whole) ? whole.body : whole;
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
const unwrapped = (query: Query): QueryBody => (isOnlyBody(query) ? query.body : query);

const isOnlyBody = (query: Query): boolean => !query.with && !query.orderBy && !query.limit && !query.forUpdate;

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

function buildTerm(cx: BuildContext, ctx: QueryBlockContext | QueryTermContext): QueryBody {
  if (ruleOf(ctx) === P.RULE_queryBlock) return buildSelect(cx, ctx as QueryBlockContext);
  const term = ctx as QueryTermContext;
  const first = firstOf(term.children);
  if (ruleOf(first) === P.RULE_queryBlock) return buildSelect(cx, first as QueryBlockContext);
  const query = term.query();
  if (query !== null) return unwrapped(buildQuery(cx, query));
  return buildTableValues(cx, term.parenthesized(), cx.span(term));
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

/** `[BULK COLLECT] INTO a, b`. */
export function buildIntoClause(cx: BuildContext, ctx: IntoClauseContext): IntoClause {
  return {
    kind: 'IntoClause',
    span: cx.span(ctx),
    bulk: tokenTypeOf(ctx.children[0]) === P.BULK,
    targets: ctx.operand().map((target) => buildOperand(cx, target)),
  };
}
