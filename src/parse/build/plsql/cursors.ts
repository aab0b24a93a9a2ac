import type {
  Argument,
  ExecuteImmediate,
  Expr,
  IntoClause,
  QualifiedName,
  Statement,
  UsingArgument,
} from '../../../ir/oracle/index.js';
import {
  type CloseStatementContext,
  type ExecuteImmediateContext,
  type FetchStatementContext,
  type IntoClauseContext,
  type OpenStatementContext,
  OracleParser as P,
  type UsingClauseContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildExpr, buildReference } from '../expressions/expressions.js';
import { buildIntoClause, buildQuery, buildQueryTail } from '../queries/queries.js';
import { required } from '../required.js';
import { firstTokenOf, hasToken, ruleOf, tokenTypeOf } from '../tree.js';
import { blockOfText } from './block-text.js';
import { unsupportedStatement } from './statements.js';

/** `OPEN c(args)`, `OPEN rc FOR …`. (PL/SQL Language Reference, "OPEN Statement", "OPEN FOR Statement") */
export function buildOpen(cx: BuildContext, ctx: OpenStatementContext): Statement {
  const cursor = buildReference(cx, ctx.reference());
  const span = cx.span(ctx);
  if (!hasToken(ctx, P.FOR)) {
    const named = namedCursor(cursor);
    return named === undefined
      ? unsupportedStatement(cx, ctx, 'OPEN')
      : { kind: 'OpenCursor', span, cursor: named.cursor, args: named.args };
  }
  const query = ctx.selectQuery();
  if (query !== null) {
    const source = buildQuery(cx, query);
    return { kind: 'OpenFor', span, cursor, source, using: buildUsing(cx, ctx.usingClause()) };
  }
  const opened = required(ctx.expression());
  const text = buildExpr(cx, opened);
  const tail = ctx.queryTail();
  if (tail !== null && text.kind !== 'Subquery') return unsupportedStatement(cx, ctx, 'OPEN FOR');
  const source =
    text.kind !== 'Subquery'
      ? ({ kind: 'DynamicText', span: text.span, text } as const)
      : tail === null
        ? text.query
        : buildQueryTail(cx, text.query, tail, cx.spanBetween(firstTokenOf(opened), required(tail.stop)));
  return { kind: 'OpenFor', span, cursor, source, using: buildUsing(cx, ctx.usingClause()) };
}

/** A cursor by name with its actual parameters: `c`, `pkg.c(1)`. Undefined for everything else. */
export function namedCursor(
  from: Expr,
): { readonly cursor: QualifiedName; readonly args: readonly Argument[] } | undefined {
  const name = from.kind === 'Call' ? from.callee : from;
  if (name.kind !== 'Name') return undefined;
  const cursor: QualifiedName = { kind: 'QualifiedName', span: name.span, parts: name.parts };
  return {
    cursor: name.link === undefined ? cursor : { ...cursor, link: name.link },
    args: from.kind === 'Call' ? from.args : [],
  };
}

/** (PL/SQL Language Reference, "FETCH Statement") */
export function buildFetch(cx: BuildContext, ctx: FetchStatementContext): Statement {
  const cursor = buildReference(cx, ctx.reference());
  const into = buildIntoClause(cx, ctx.intoClause());
  const limit = ctx.expression();
  return {
    kind: 'Fetch',
    span: cx.span(ctx),
    cursor,
    into,
    ...(limit && { limit: buildExpr(cx, limit) }),
  };
}

/** (PL/SQL Language Reference, "CLOSE Statement") */
export function buildClose(cx: BuildContext, ctx: CloseStatementContext): Statement {
  return { kind: 'CloseCursor', span: cx.span(ctx), cursor: buildReference(cx, ctx.reference()) };
}

/** INTO, USING and RETURNING INTO come in any order here. (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement") */
export function buildExecuteImmediate(cx: BuildContext, ctx: ExecuteImmediateContext): ExecuteImmediate {
  const text = buildExpr(cx, ctx.expression());
  let into: IntoClause | undefined;
  let returning: IntoClause | undefined;
  const using: UsingArgument[] = [];
  let isReturning = false;
  for (const child of ctx.children) {
    const token = tokenTypeOf(child);
    if (token === P.RETURNING || token === P.RETURN) isReturning = true;
    else if (ruleOf(child) === P.RULE_usingClause) using.push(...buildUsing(cx, child as UsingClauseContext));
    else if (ruleOf(child) === P.RULE_intoClause) {
      const clause = buildIntoClause(cx, child as IntoClauseContext);
      if (isReturning) returning = clause;
      else into = clause;
      isReturning = false;
    }
  }
  const block = into || returning ? undefined : blockOfText(cx, ctx.expression(), using);
  return {
    kind: 'ExecuteImmediate',
    span: cx.span(ctx),
    text,
    ...(into && { into }),
    using,
    ...(returning && { returning }),
    ...(block && { block }),
  };
}

function buildUsing(cx: BuildContext, ctx: UsingClauseContext | null): UsingArgument[] {
  if (ctx === null) return [];
  return ctx.usingItem().map((item): UsingArgument => {
    const out = hasToken(item, P.OUT);
    const mode = out ? (hasToken(item, P.IN) ? 'IN OUT' : 'OUT') : 'IN';
    return { kind: 'UsingArgument', span: cx.span(item), mode, value: buildExpr(cx, item.expression()) };
  });
}
