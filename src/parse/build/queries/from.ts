import type {
  DerivedTable,
  Expr,
  FromItem,
  Identifier,
  Join,
  PivotClause,
  Query,
  TableRef,
  UnsupportedClause,
} from '../../../ir/oracle/index.js';
import { cover, type Span } from '../../../ir/span.js';
import {
  type FlashbackClauseContext,
  type JoinClauseContext,
  type JoinKindContext,
  type JsonNestedClauseContext,
  OracleParser as P,
  PartitionByJoinContext,
  type PartitionExtensionContext,
  type PivotClauseContext,
  type SampleClauseContext,
  type SubqueryRestrictionContext,
  type TableAliasContext,
  type TablePrimaryContext,
  type TableReferenceContext,
  type TableSourceContext,
  type TableSuffixContext,
  type UnpivotClauseContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildCall } from '../expressions/calls.js';
import { buildExpr } from '../expressions/expressions.js';
import { buildColumnList, buildIdentifier, buildQualifiedName } from '../names.js';
import { firstOf, lastOf, required } from '../required.js';
import { firstTokenOf, hasToken, lastTokenOf, ruleOf, tokenTypeOf } from '../tree.js';
import { buildPivot, buildUnpivot } from './pivot.js';
import { buildQuery, buildQueryTail, buildRow, buildTableValues } from './queries.js';
import { buildJsonNested, buildJsonTable, buildXmlTable } from './table-functions.js';

/** A table with its joins, left-deep: `a JOIN b … JOIN c …` is `(a JOIN b) JOIN c`. */
export function buildTableReference(cx: BuildContext, ctx: TableReferenceContext): FromItem {
  const first = buildTablePrimary(cx, ctx.children[0] as TablePrimaryContext);
  if (ctx.children.length === 1) return first;
  // A join waits here until its condition comes: `a JOIN b JOIN c ON … ON …` is `a JOIN (b JOIN c)`.
  const tables = [first];
  const waiting: JoinClauseContext[] = [];
  const starts = [firstTokenOf(ctx)];
  const reduce = (
    join: JoinClauseContext,
    last: JoinClauseContext['children'][number],
    condition: JoinCondition,
  ): void => {
    const right = required(tables.pop());
    const left = required(tables.pop());
    starts.pop();
    const span = cx.spanBetween(lastOf(starts), lastTokenOf(last));
    tables.push(joined(cx, join, { span, left, right, on: condition.on, using: condition.using }));
  };
  for (let i = 1; i < ctx.children.length; i++) {
    const join = ctx.children[i] as JoinClauseContext;
    const primary = join.tablePrimary();
    tables.push(buildTablePrimary(cx, primary));
    starts.push(firstTokenOf(primary));
    // A condition behind CROSS or NATURAL JOIN is that of a join before it.
    if (needsNoCondition(join.joinKind())) reduce(join, primary, {});
    else waiting.push(join);
    for (const child of join.children) {
      const rule = ruleOf(child);
      if (rule !== P.RULE_expression && rule !== P.RULE_columnList) continue;
      const pending = waiting.pop();
      if (pending === undefined) {
        const what = 'join with two conditions';
        tables.push({ kind: 'UnsupportedFrom', span: cx.span(child), what });
        starts.push(firstTokenOf(child));
        reduce(join, child, {});
        continue;
      }
      const condition: JoinCondition =
        rule === P.RULE_expression
          ? { on: buildExpr(cx, child as Parameters<typeof buildExpr>[1]) }
          : { using: buildColumnList(cx, child as Parameters<typeof buildColumnList>[1]) };
      reduce(pending, child, condition);
    }
  }
  while (waiting.length > 0) reduce(required(waiting.pop()), ctx, {});
  return firstOf(tables);
}

type JoinCondition = Pick<Join, 'on' | 'using'>;

function needsNoCondition(kind: JoinKindContext): boolean {
  const first = tokenTypeOf(kind.children[0]);
  return first === P.CROSS || first === P.NATURAL || (first === P.OUTER && hasToken(kind, P.APPLY));
}

function joined(
  cx: BuildContext,
  ctx: JoinClauseContext,
  { span, ...sides }: Pick<Join, 'span' | 'left' | 'right' | 'on' | 'using'>,
): Join {
  const kind = ctx.joinKind();
  const partitions = ctx.children.filter((child) => child instanceof PartitionByJoinContext);
  return {
    kind: 'Join',
    span,
    type: joinType(kind),
    natural: tokenTypeOf(kind.children[0]) === P.NATURAL,
    ...sides,
    partitionBy: partitions.length === 0 ? undefined : partitions.flatMap((keys) => partitionKeys(cx, keys)),
  };
}

function joinType(kind: JoinKindContext): Join['type'] {
  if (hasToken(kind, P.APPLY)) return hasToken(kind, P.CROSS) ? 'CROSS APPLY' : 'OUTER APPLY';
  if (hasToken(kind, P.LEFT)) return 'LEFT';
  if (hasToken(kind, P.RIGHT)) return 'RIGHT';
  if (hasToken(kind, P.FULL)) return 'FULL';
  return hasToken(kind, P.CROSS) ? 'CROSS' : 'INNER';
}

function partitionKeys(cx: BuildContext, ctx: PartitionByJoinContext): readonly Expr[] {
  const parenthesized = ctx.parenthesized();
  return parenthesized === null ? [buildExpr(cx, required(ctx.expression()))] : buildRow(cx, parenthesized);
}

type Suffixes = Partial<Pick<TableRef, 'partition' | 'sample' | 'flashback' | 'matchRecognize'>>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A table with its alias and what stands around it. An alias after PIVOT is that of the pivot. */
export function buildTablePrimary(cx: BuildContext, ctx: TablePrimaryContext): FromItem {
  let source = buildSource(cx, ctx.children[0] as TableSourceContext);
  if (ctx.children.length === 1) return source;
  const span = cx.span(ctx);
  const pivots: PivotClause[] = [];
  const suffixes: Writable<Suffixes> = {};
  let alias: Identifier | undefined;
  let unsupported: string | undefined;
  let nested: JsonNestedClauseContext | undefined;
  let afterAs = false;
  for (let i = 1; i < ctx.children.length; i++) {
    const child = required(ctx.children[i]);
    if (tokenTypeOf(child) === P.AS) {
      afterAs = true;
      continue;
    }
    if (ruleOf(child) === P.RULE_jsonNestedClause) {
      nested = child as JsonNestedClauseContext;
      continue;
    }
    if (ruleOf(child) === P.RULE_tableAlias) {
      const written = child as TableAliasContext;
      const name = buildIdentifier(cx, written.columnAlias());
      const columns = written.columnList();
      if (columns !== null) {
        const named = buildColumnList(cx, columns);
        if (isTableOfValues(source, named.length)) source = { ...source, columns: named };
        else unsupported = 'column names behind a table alias';
      }
      const last = pivots.pop();
      if (last === undefined) alias = name;
      else pivots.push({ ...last, alias: name, span: cover(last.span, name.span) });
      continue;
    }
    unsupported = addSuffix(cx, child as TableSuffixContext, suffixes, pivots) ?? unsupported;
  }
  if (unsupported !== undefined) return { kind: 'UnsupportedFrom', span, what: unsupported, alias };
  const aliased = withSuffixes(source, span, alias, pivots, suffixes);
  const table: FromItem =
    afterAs && aliased.kind !== 'Join' && aliased.kind !== 'UnsupportedFrom'
      ? { ...aliased, aliasAfterAs: true }
      : aliased;
  if (nested === undefined) return table;
  const named = table.kind === 'Join' ? undefined : (table.pivots?.at(-1)?.alias ?? table.alias);
  return buildJsonNested(cx, nested, table, named ?? (table.kind === 'TableRef' ? table.name.parts.at(-1) : undefined));
}

/** `(VALUES …)` whose rows have so many values: no other table takes names of columns behind its alias. */
const isTableOfValues = (item: FromItem, width: number): item is DerivedTable =>
  item.kind === 'DerivedTable' &&
  item.query.body.kind === 'TableValues' &&
  item.query.body.rows.every((row) => row.length === width);

function withSuffixes(
  source: FromItem,
  span: Span,
  alias: Identifier | undefined,
  pivots: readonly PivotClause[],
  suffixes: Suffixes,
): FromItem {
  const added = pivots.length > 0 ? pivots : undefined;
  const plain = suffixes.partition === undefined && suffixes.sample === undefined && suffixes.flashback === undefined;
  if (source.kind === 'Join') return { kind: 'UnsupportedFrom', span, what: 'alias of a join', alias };
  // `(t a) b`: the outer alias hides the inner one.
  const hides =
    (source.alias !== undefined && alias !== undefined) || (source.pivots !== undefined && added !== undefined);
  if (hides) return { kind: 'UnsupportedFrom', span, what: 'second alias of a table', alias };
  const common = { span, alias: alias ?? source.alias, pivots: added ?? source.pivots };
  if (source.kind === 'TableRef') return { ...source, ...suffixes, ...common };
  if (source.kind === 'DerivedTable' && plain) return { ...source, ...suffixes, ...common };
  const isBare = plain && suffixes.matchRecognize === undefined;
  if (isBare) return { ...source, ...common };
  return { kind: 'UnsupportedFrom', span, what: 'clause of a table behind another source', alias };
}

/** Enters a suffix; says what it is where it has no place. */
function addSuffix(
  cx: BuildContext,
  ctx: TableSuffixContext,
  suffixes: Writable<Suffixes>,
  pivots: PivotClause[],
): string | undefined {
  const clause = firstOf(ctx.children);
  switch (ruleOf(clause)) {
    case P.RULE_partitionExtension:
      suffixes.partition = buildPartitionExtension(cx, clause as PartitionExtensionContext);
      return undefined;
    case P.RULE_sampleClause:
      suffixes.sample = buildSample(cx, clause as SampleClauseContext);
      return undefined;
    case P.RULE_flashbackClause:
      suffixes.flashback = buildFlashback(cx, clause as FlashbackClauseContext);
      return undefined;
    case P.RULE_matchRecognizeClause:
      suffixes.matchRecognize = unsupportedClause(cx.span(clause), 'MATCH_RECOGNIZE');
      return undefined;
    case P.RULE_pivotClause: {
      const pivot = buildPivot(cx, clause as PivotClauseContext);
      if (pivot === undefined) return 'PIVOT of an expression';
      pivots.push(pivot);
      return undefined;
    }
    default:
      pivots.push(buildUnpivot(cx, clause as UnpivotClauseContext));
      return undefined;
  }
}

function unsupportedClause(span: Span, what: string): UnsupportedClause {
  return { kind: 'UnsupportedClause', span, what };
}

/** `PARTITION (p)`, `SUBPARTITION FOR (1)`. (SQL Language Reference, "SELECT", partition_extension_clause) */
export function buildPartitionExtension(
  cx: BuildContext,
  ctx: PartitionExtensionContext,
): NonNullable<TableRef['partition']> {
  const sub = tokenTypeOf(ctx.children[0]) === P.SUBPARTITION;
  const keys = ctx.parenthesized();
  if (keys !== null) return { sub, keys: buildRow(cx, keys) };
  return { sub, name: buildIdentifier(cx, required(ctx.identifier())) };
}

function buildSample(cx: BuildContext, ctx: SampleClauseContext): NonNullable<TableRef['sample']> {
  const hasSeed = hasToken(ctx, P.SEED);
  const expressions = ctx.expression();
  const seed = hasSeed ? buildExpr(cx, lastOf(expressions)) : undefined;
  return { block: hasToken(ctx, P.BLOCK), percent: buildExpr(cx, firstOf(expressions)), seed };
}

function buildFlashback(cx: BuildContext, ctx: FlashbackClauseContext): NonNullable<TableRef['flashback']> {
  const what = tokenTypeOf(ctx.children[0]) === P.AS ? 'AS OF' : 'VERSIONS';
  const unit = hasToken(ctx, P.SCN)
    ? 'SCN'
    : hasToken(ctx, P.TIMESTAMP)
      ? 'TIMESTAMP'
      : `PERIOD FOR ${cx.textOf(required(ctx.identifier()))}`;
  return { what, unit };
}

function buildSource(cx: BuildContext, ctx: TableSourceContext): FromItem {
  const span = cx.span(ctx);
  const first = firstOf(ctx.children);
  switch (ruleOf(first)) {
    case P.RULE_linkedName:
      return buildNamed(cx, ctx, span);
    case P.RULE_xmlTable:
      return buildXmlTable(cx, required(ctx.xmlTable()), span, !!ctx._outerJoin);
    case P.RULE_jsonTable:
      return buildJsonTable(cx, required(ctx.jsonTable()), span, !!ctx._outerJoin);
    default:
      break;
  }
  switch (tokenTypeOf(first)) {
    case P.TABLE:
    case P.THE: {
      const query = ctx.selectQuery();
      const value: Expr =
        query === null
          ? buildExpr(cx, required(ctx.expression()))
          : { kind: 'Subquery', span: cx.span(query), query: buildQuery(cx, query) };
      return { kind: 'TableFunction', span, value, outer: !!ctx._outerJoin, table: true };
    }
    case P.ONLY: {
      const name = ctx.name();
      return name === null
        ? { kind: 'UnsupportedFrom', span, what: 'ONLY of a query' }
        : { kind: 'OnlyTable', span, name: buildQualifiedName(cx, name) };
    }
    case P.CONTAINERS:
      return { kind: 'UnsupportedFrom', span, what: 'CONTAINERS' };
    default:
      return buildNested(cx, ctx, span);
  }
}

function buildNamed(cx: BuildContext, ctx: TableSourceContext, span: Span): FromItem {
  const linked = required(ctx.linkedName());
  const args = ctx.callArguments();
  const name = buildQualifiedName(cx, linked);
  if (args === null) return { kind: 'TableRef', span, name };
  const callee: Expr = { kind: 'Name', span: name.span, parts: name.parts, link: name.link };
  return {
    kind: 'TableFunction',
    span,
    value: buildCall(cx, callee, args, firstTokenOf(linked)),
    outer: false,
    table: false,
  };
}

/** Parentheses: a query, a table, or a join. */
function buildNested(cx: BuildContext, ctx: TableSourceContext, span: Span): FromItem {
  const lateral = tokenTypeOf(ctx.children[0]) === P.LATERAL;
  const query = ctx.selectQuery();
  if (query !== null) {
    return {
      kind: 'DerivedTable',
      span,
      lateral,
      ...(ctx._outerJoin ? { outer: true } : {}),
      query: buildQuery(cx, query),
      restriction: restrictionOf(ctx.subqueryRestriction()),
    };
  }
  const reference = ctx.tableReference();
  if (reference === null) {
    const rows = buildTableValues(cx, ctx.parenthesized(), span);
    return { kind: 'DerivedTable', span, lateral: false, query: { kind: 'Query', span, body: rows } };
  }
  if (ctx._outerJoin) return { kind: 'UnsupportedFrom', span, what: '(+) behind parentheses' };
  const inner = buildTableReference(cx, reference);
  const tail = ctx.queryTail();
  if (tail === null) {
    if (!lateral) return inner;
    return inner.kind === 'DerivedTable' && inner.alias === undefined
      ? { ...inner, span, lateral }
      : { kind: 'UnsupportedFrom', span, what: 'LATERAL' };
  }
  if (!isBareQuery(inner)) return { kind: 'UnsupportedFrom', span, what: 'set operation on a table' };
  const tailSpan = cx.spanBetween(firstTokenOf(reference), lastTokenOf(tail));
  const combined: Query = buildQueryTail(cx, inner.query, tail, tailSpan);
  return { kind: 'DerivedTable', span, lateral, query: combined };
}

function isBareQuery(item: FromItem): item is DerivedTable {
  return (
    item.kind === 'DerivedTable' &&
    !item.alias &&
    !item.pivots &&
    !item.restriction &&
    !item.matchRecognize &&
    !item.lateral
  );
}

/** `WITH READ ONLY`, `WITH CHECK OPTION` behind a subquery. */
export function restrictionOf(ctx: SubqueryRestrictionContext | null): DerivedTable['restriction'] {
  if (ctx === null) return undefined;
  return hasToken(ctx, P.CHECK) ? 'CHECK OPTION' : 'READ ONLY';
}
