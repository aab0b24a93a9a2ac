import { unreachable } from '../../../diagnostics/diagnostic.js';
import { lastName, simpleName } from '../../../ir/dotted.js';
import { groupedBy } from '../../../ir/group-items.js';
import type { Expr, Query, QueryBody, Select, SelectItem, SubqueryFactor } from '../../../ir/oracle/index.js';
import { firstQueryBlock } from '../../../ir/query-branches.js';
import type { RowSource } from '../../analysis.js';
import { type AnalyzeContext, probing } from '../../context.js';
import { filledByEither, textFilledTo } from '../../declare/filled-texts.js';
import { longestInSql } from '../../declare/tables/text-lengths.js';
import { commonType } from '../../model/operators.js';
import { childScope, type Scope } from '../../model/scope.js';
import type { ColumnInfo } from '../../model/symbols.js';
import { type OracleType, unknown } from '../../model/types.js';
import { resolveWindow } from '../expressions/chains.js';
import { resolveExpr } from '../expressions/expressions.js';
import { isNulledColumn, nulledGroups } from './nulled-groups.js';
import { markOuterJoined } from './outer-join-marks.js';
import { matchedRows, resolveFrom } from './row-sources.js';
import { mergedStar, starColumns } from './star-columns.js';
import { declareRoutinesOfWith } from './with-routines.js';

/** NUMBER, as what is counted or computed has it. */
export const anyNumber: OracleType = { kind: 'number' };

/** Resolves a query and everything in it; returns its output columns. */
export function resolveQuery(cx: AnalyzeContext, query: Query | QueryBody, scope: Scope): readonly ColumnInfo[] {
  const known = cx.facts.outputs.get(query);
  if (known) return known;
  cx.facts.outputs.set(query, []);
  const columns = compute(cx, query, scope);
  cx.facts.outputs.set(query, columns);
  return columns;
}

function compute(cx: AnalyzeContext, query: Query | QueryBody, scope: Scope): readonly ColumnInfo[] {
  switch (query.kind) {
    case 'Query':
      return resolveWholeQuery(cx, query, scope);
    case 'Select':
      return resolveSelect(cx, query, scope, undefined);
    case 'SetOperation': {
      const left = resolveQuery(cx, query.left, scope);
      const right = resolveQuery(cx, query.right, scope);
      return left.map((c, i) => {
        const other = right[i];
        return {
          name: c.name,
          type: other ? commonType([c.type, other.type]) : c.type,
          nullable: c.nullable || (query.op.startsWith('UNION') && (other?.nullable ?? true)),
          ...(c.computed || other?.computed ? { computed: true } : {}),
          ...filledTo(other ? filledByEither(c, other) : c.filled),
        };
      });
    }
    case 'TableValues': {
      for (const row of query.rows) for (const e of row) resolveExpr(cx, e, scope);
      const [first] = query.rows;
      return (first ?? []).map((_, i) => ({
        name: `COLUMN${i + 1}`,
        type: commonType(query.rows.map((r) => (r[i] ? resolveExpr(cx, r[i], scope) : unknown))),
        nullable: true,
      }));
    }
    default:
      return unreachable(query, 'analyze');
  }
}

function resolveWholeQuery(cx: AnalyzeContext, query: Query, outer: Scope): readonly ColumnInfo[] {
  let scope = outer;
  if (query.with) {
    const factors = new Map<string, RowSource>();
    scope = childScope(outer, { factors });
    declareRoutinesOfWith(cx, query.with.routines, scope);
    for (const factor of query.with.factors) factors.set(factor.name.name, resolveFactor(cx, factor, scope, factors));
  }
  let columns: readonly ColumnInfo[];
  if (query.body.kind === 'Select') {
    columns = resolveSelect(cx, query.body, scope, query);
    cx.facts.outputs.set(query.body, columns);
  } else {
    columns = resolveQuery(cx, query.body, scope);
    const rows: RowSource = { kind: 'derived', alias: '', columns, open: false, optional: false };
    const order = childScope(scope, { rows: [rows] });
    for (const item of query.orderBy ?? []) resolveExpr(cx, item.value, order);
  }
  if (query.limit?.offset) resolveExpr(cx, query.limit.offset, scope);
  if (query.limit?.fetch?.count) resolveExpr(cx, query.limit.fetch.count, scope);
  if (query.forUpdate?.wait?.kind === 'WAIT') resolveExpr(cx, query.forUpdate.wait.seconds, scope);
  return columns;
}

function resolveFactor(
  cx: AnalyzeContext,
  factor: SubqueryFactor,
  scope: Scope,
  factors: Map<string, RowSource>,
): RowSource {
  const body = factor.query.body;
  const rename = (columns: readonly ColumnInfo[]): readonly ColumnInfo[] =>
    factor.columns
      ? factor.columns.map((c, i) => {
          const { filled, ...column } = columns[i] ?? { type: unknown, nullable: true };
          // A text may grow with each step.
          const grows = body.kind === 'SetOperation' && (filled ?? 0) < longestInSql;
          return { ...column, ...(grows ? {} : filledTo(filled)), name: c.name };
        })
      : columns;
  // A recursive factor refers to itself: its anchor branch, resolved first, gives the columns.
  if (body.kind === 'SetOperation' && factor.columns) {
    const assume = (columns: readonly ColumnInfo[]): void => {
      factors.set(factor.name.name, {
        kind: 'factor',
        alias: factor.name.name,
        columns,
        rows: factor.query,
        open: false,
        optional: false,
      });
    };
    let assumed = rename(resolveQuery(cx, body.left, scope));
    assume(assumed);
    // What a step may make NULL, the next one may find NULL.
    for (let weaker = true; weaker; ) {
      const made = resolveQuery(probing(cx), body.right, scope);
      weaker = assumed.some((c, i) => !c.nullable && made[i]?.nullable !== false);
      assumed = assumed.map((c, i) => ({ ...c, nullable: c.nullable || made[i]?.nullable !== false }));
      assume(assumed);
    }
  }
  const columns = [...rename(resolveQuery(cx, factor.query, scope))];
  if (factor.search) columns.push({ name: factor.search.set.name, type: anyNumber, nullable: false });
  if (factor.cycle) {
    for (const e of [factor.cycle.to, factor.cycle.otherwise]) resolveExpr(cx, e, scope);
    columns.push({ name: factor.cycle.set.name, type: { kind: 'varchar2', length: 1 }, nullable: false });
  }
  const open = !factor.columns && hasOpenColumns(cx, factor.query);
  return { kind: 'factor', alias: factor.name.name, columns, rows: factor.query, open, optional: false };
}

/** Does the resolved query hand out, by `*`, columns of a table that is not among the inputs? */
export function hasOpenColumns(cx: AnalyzeContext, query: QueryBody): boolean {
  const first = firstQueryBlock(query);
  const rows = first ? (cx.facts.selectSources.get(first) ?? []) : [];
  return (first?.items ?? []).some(({ value }) => {
    if (value.kind !== 'Star') return false;
    const name = value.qualifier?.parts[value.qualifier.parts.length - 1]?.name;
    return rows.some((r) => r.open && !r.relation?.supplied && (name === undefined || r.alias === name));
  });
}

function resolveSelect(
  cx: AnalyzeContext,
  select: Select,
  outer: Scope,
  query: Query | undefined,
): readonly ColumnInfo[] {
  const rows: RowSource[] = [];
  const scope = childScope(outer, { rows, hierarchical: select.hierarchy !== undefined });
  // What stands after GROUP BY sees the rows of groups.
  const groups: Scope = { ...scope, nulledGroups: select.groupBy && nulledGroups(select.groupBy) };
  for (const item of select.from) {
    resolveFrom(cx, item, { scope, optional: false }, rows);
    // A later item, as TABLE(…), may refer to rows of this one.
    if (select.where) markOuterJoined(cx, select.where, scope, rows, select);
  }
  cx.facts.selectSources.set(select, rows);
  const value = (e: Expr): OracleType => resolveExpr(cx, e, scope);
  if (select.where) value(select.where);
  if (select.hierarchy?.startWith) value(select.hierarchy.startWith);
  if (select.hierarchy) value(select.hierarchy.connectBy);
  for (const value of (select.groupBy ?? []).flatMap(groupedBy)) resolveExpr(cx, value, scope);
  if (select.having) resolveExpr(cx, select.having, groups);
  for (const w of select.windows ?? []) resolveWindow(cx, w.spec, groups);
  // The cells of MODEL are columns of any name.
  if (select.model) rows.push(matchedRows({ alias: '', optional: false }));
  const columns: ColumnInfo[] = [];
  const merged = mergedStar(cx, select.from);
  if (merged) cx.facts.mergedStars.set(select, merged);
  for (const item of select.items) columns.push(...outputColumns(cx, item, rows, groups, select));
  // INTO targets are PL/SQL variables: columns do not hide them.
  if (select.into) for (const target of select.into.targets) resolveExpr(cx, target, nonSql(outer));
  if (query?.orderBy) {
    const result: RowSource = { kind: 'derived', alias: '', columns, open: false, optional: false };
    const aliases = new Set(select.items.flatMap((i) => i.alias?.name ?? []));
    const byAlias: RowSource = { ...result, columns: columns.filter((c) => aliases.has(c.name)) };
    // In an expression an alias stands behind the columns of the tables, and before the variables of PL/SQL.
    const inExpressions: Scope = { ...groups, parent: childScope(outer, { rows: [byAlias] }) };
    for (const { value: key } of query.orderBy) {
      const name = key.kind === 'Name' ? simpleName(key) : undefined;
      const selected = name === undefined ? undefined : sourceOfSelected(select, rows, name);
      if (name !== undefined && aliases.has(name)) resolveExpr(cx, key, childScope(groups, { rows: [result] }));
      else resolveExpr(cx, key, selected ? { ...inExpressions, rows: [selected] } : inExpressions);
    }
  }
  return columns;
}

/**
 * The rows whose column of this name the select list has as `m.id` or by `m.*`: a bare name in ORDER BY means that
 * column of the result, whatever other table has one of the name. None where the list has no such column, or several.
 */
function sourceOfSelected(select: Select, rows: readonly RowSource[], name: string): RowSource | undefined {
  const has = (source: RowSource): boolean => source.columns.some((c) => c.name === name);
  const sources = new Set<RowSource>();
  for (const { value, alias } of select.items) {
    const path = value.kind === 'Star' ? value.qualifier?.parts : value.kind === 'Name' && !alias ? value.parts : [];
    const [qualifier, column] = value.kind === 'Star' ? [path?.at(-1), undefined] : [path?.at(-2), path?.at(-1)];
    if (!qualifier || (column && column.name !== name)) continue;
    for (const source of rows) if (source.alias === qualifier.name && has(source)) sources.add(source);
  }
  return sources.size === 1 ? [...sources][0] : undefined;
}

/** The PL/SQL scope around a statement: where INTO and RETURNING INTO targets are looked up. */
export function nonSql(scope: Scope): Scope {
  let outermost: Scope = scope;
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.rows || s.factors) outermost = s.parent ?? s;
  return outermost === scope && !(scope.rows || scope.factors) ? scope : outermost;
}

function outputColumns(
  cx: AnalyzeContext,
  item: SelectItem,
  rows: readonly RowSource[],
  scope: Scope,
  select: Select,
): readonly ColumnInfo[] {
  if (item.value.kind === 'Star') {
    const { qualifier } = item.value;
    const name = qualifier?.parts[qualifier.parts.length - 1]?.name;
    const wanted = name === undefined ? rows : rows.filter((r) => r.alias === name);
    return starColumns(wanted, name === undefined ? cx.facts.mergedStars.get(select) : undefined).map(
      ({ source, column: c }) => ({
        name: c.name,
        type: c.type,
        nullable: c.nullable || source.optional || isNulledColumn(select.groupBy, c.name),
        ...(c.computed ? { computed: true } : {}),
        ...filledTo(c.filled),
      }),
    );
  }
  const type = resolveExpr(cx, item.value, scope);
  return [
    {
      name: item.alias?.name ?? impliedName(item.value),
      type,
      nullable: !cx.facts.notNull.has(item.value),
      ...(isComputed(cx, item.value) ? { computed: true } : {}),
      ...(type.kind === 'varchar2' && type.length === undefined ? filledTo(charactersOf(cx, item.value)) : {}),
    },
  ];
}

/** Has the expression no declared type? A column and CAST have one. */
function isComputed(cx: AnalyzeContext, value: Expr): boolean {
  if (value.kind === 'Cast') return false;
  const resolution = value.kind === 'Name' ? cx.facts.resolutions.get(value) : undefined;
  if (resolution?.base.kind !== 'column') return true;
  return resolution.steps.length === 0 && resolution.base.column.computed === true;
}

const filledTo = (length: number | undefined): { readonly filled?: number } => (length ? { filled: length } : {});

/** The most characters of the text, as far as what makes it says so. */
function charactersOf(cx: AnalyzeContext, value: Expr): number | undefined {
  return textFilledTo((expr) => cx.facts.resolutions.get(expr), value);
}

/**
 * The column name of an expression without alias; Oracle takes the text without blanks, which
 * nothing can refer to but by quoting.
 */
function impliedName(value: Expr): string {
  if (value.kind === 'Name') return lastName(value);
  if (value.kind === 'Member') return value.name.name;
  if (value.kind === 'Unary' && (value.op === 'PRIOR' || value.op === 'CONNECT_BY_ROOT')) return '';
  if (value.kind === 'CorrelationName') return value.column.name;
  return '';
}
