import type { Expr, Insert, InsertBranch, MultiTableInsert, Query, ValuesSource } from '../../ir/oracle/index.js';
import {
  type ExpressionListContext,
  InsertIntoContext,
  type InsertStatementContext,
  InsertWhenContext,
  OracleParser as P,
} from '../generated/OracleParser.js';
import type { BuildContext } from './context.js';
import { asName, buildSetItem, buildTarget, loggingOf, returningOf } from './dml-clauses.js';
import { buildExpr, soleParentheses } from './expressions/expressions.js';
import { buildNameList } from './names.js';
import { buildQuery, buildRow } from './queries/queries.js';
import { firstOf, required } from './required.js';
import { firstTokenOf, tokenTypeOf } from './tree.js';

/** INSERT INTO one table. (SQL Language Reference, INSERT, single_table_insert) */
export function buildInsert(cx: BuildContext, ctx: InsertStatementContext): Insert {
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
    returning: returningOf(cx, ctx.returningClause(), 'INSERT'),
    errorLogging: loggingOf(cx, logging),
  };
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

/** INSERT ALL, where ALL may be left out before WHEN, and INSERT FIRST. (SQL Language Reference, INSERT) */
export function buildMultiTableInsert(cx: BuildContext, ctx: InsertStatementContext): MultiTableInsert {
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
