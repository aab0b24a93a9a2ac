import { unreachable } from '../diagnostics/diagnostic.js';
import type {
  Expr,
  FromItem,
  GroupItem,
  PivotClause,
  Query,
  QueryBody,
  Select,
  SelectItem,
  SubqueryFactor,
} from '../ir/oracle/index.js';
import type { Span } from '../ir/span.js';
import type { RowSource } from './analysis.js';
import type { AnalyzeContext } from './context.js';
import { declareRoutine } from './declarations.js';
import { dictionaryView } from './dictionary-views.js';
import { resolveExpr, resolveWindow } from './expressions.js';
import { columnOf, ownerOf } from './names.js';
import { commonType } from './operators.js';
import { childScope, type Scope } from './scope.js';
import type { ColumnInfo, RelationSymbol } from './symbols.js';
import type { OracleType } from './types.js';

const unknown: OracleType = { kind: 'unknown' };
const number: OracleType = { kind: 'number' };

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
    for (const routine of query.with.routines) {
      const symbol = declareRoutine(cx, routine, scope, undefined);
      cx.facts.declared.set(routine, symbol);
    }
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
  const rename = (columns: readonly ColumnInfo[]): readonly ColumnInfo[] =>
    factor.columns
      ? factor.columns.map((c, i) => ({ ...(columns[i] ?? { type: unknown, nullable: true }), name: c.name }))
      : columns;
  // A recursive factor refers to itself: its anchor branch, resolved first, gives the columns.
  const body = factor.query.body;
  if (body.kind === 'SetOperation' && factor.columns) {
    const anchor = resolveQuery(cx, body.left, scope);
    factors.set(factor.name.name, {
      kind: 'factor',
      alias: factor.name.name,
      columns: rename(anchor),
      open: false,
      optional: false,
    });
  }
  const columns = [...rename(resolveQuery(cx, factor.query, scope))];
  if (factor.search) columns.push({ name: factor.search.set.name, type: number, nullable: false });
  if (factor.cycle) {
    for (const e of [factor.cycle.to, factor.cycle.otherwise]) resolveExpr(cx, e, scope);
    columns.push({ name: factor.cycle.set.name, type: { kind: 'varchar2', length: 1 }, nullable: false });
  }
  return { kind: 'factor', alias: factor.name.name, columns, open: false, optional: false };
}

function resolveSelect(
  cx: AnalyzeContext,
  select: Select,
  outer: Scope,
  query: Query | undefined,
): readonly ColumnInfo[] {
  const rows: RowSource[] = [];
  const scope = childScope(outer, { rows, hierarchical: select.hierarchy !== undefined });
  for (const item of select.from) resolveFrom(cx, item, scope, rows, false);
  if (select.where) markOuterJoined(cx, select.where, scope, rows, select);
  cx.facts.selectSources.set(select, rows);
  const value = (e: Expr): OracleType => resolveExpr(cx, e, scope);
  if (select.where) value(select.where);
  if (select.hierarchy?.startWith) value(select.hierarchy.startWith);
  if (select.hierarchy) value(select.hierarchy.connectBy);
  for (const item of select.groupBy ?? []) resolveGroupItem(cx, item, scope);
  if (select.having) value(select.having);
  for (const w of select.windows ?? []) resolveWindow(cx, w.spec, scope);
  // The cells of MODEL are columns of any name.
  if (select.model) rows.push(matchedRows({ alias: '', optional: false }));
  const columns: ColumnInfo[] = [];
  cx.facts.mergedColumns.set(select, joinColumns(cx, select.from));
  for (const item of select.items) columns.push(...outputColumns(cx, item, rows, scope, select));
  // INTO targets are PL/SQL variables: columns do not hide them.
  if (select.into) for (const target of select.into.targets) resolveExpr(cx, target, nonSql(outer));
  if (query?.orderBy) {
    const byAlias: RowSource = { kind: 'derived', alias: '', columns, open: false, optional: false };
    for (const item of query.orderBy) {
      const alias =
        item.value.kind === 'Name' &&
        item.value.parts.length === 1 &&
        select.items.some((i) => i.alias && item.value.kind === 'Name' && i.alias.name === item.value.parts[0]?.name);
      resolveExpr(cx, item.value, alias ? childScope(scope, { rows: [byAlias] }) : scope);
    }
  }
  return columns;
}

/** The PL/SQL scope around a statement: where INTO and RETURNING INTO targets are looked up. */
export function nonSql(scope: Scope): Scope {
  let outermost: Scope = scope;
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.rows || s.factors) outermost = s.parent ?? s;
  return outermost === scope && !(scope.rows || scope.factors) ? scope : outermost;
}

function resolveGroupItem(cx: AnalyzeContext, item: GroupItem, scope: Scope): void {
  switch (item.kind) {
    case 'GroupExpr':
      resolveExpr(cx, item.value, scope);
      break;
    case 'GroupRollup':
    case 'GroupCube':
      for (const list of item.items) for (const e of list) resolveExpr(cx, e, scope);
      break;
    case 'GroupingSets':
      for (const i of item.items) resolveGroupItem(cx, i, scope);
      break;
    case 'GroupList':
      for (const e of item.items) resolveExpr(cx, e, scope);
      break;
    case 'GroupEmpty':
      break;
    default:
      unreachable(item, 'analyze');
  }
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
    return starColumns(wanted, name === undefined ? (cx.facts.mergedColumns.get(select) ?? []) : []).map(
      ({ source, column: c }) => ({ name: c.name, type: c.type, nullable: c.nullable || source.optional }),
    );
  }
  const type = resolveExpr(cx, item.value, scope);
  return [{ name: item.alias?.name ?? impliedName(item.value), type, nullable: !cx.facts.notNull.has(item.value) }];
}

/** What `*` stands for: the columns of USING and NATURAL JOIN first and once. (SQL Language Reference, join_clause) */
export function starColumns(
  rows: readonly RowSource[],
  merged: readonly string[],
): readonly { readonly source: RowSource; readonly column: ColumnInfo }[] {
  const all = rows.flatMap((source) => source.columns.filter((c) => !c.hidden).map((column) => ({ source, column })));
  if (merged.length === 0) return all;
  const first = [...new Set(merged)].flatMap((name) => all.find((c) => c.column.name === name) ?? []);
  return [...first, ...all.filter((c) => !merged.includes(c.column.name))];
}

function joinColumns(cx: AnalyzeContext, items: readonly FromItem[]): readonly string[] {
  const columns = (item: FromItem): readonly string[] =>
    item.kind === 'Join'
      ? [...columns(item.left), ...columns(item.right)]
      : (cx.facts.sources.get(item)?.columns.map((c) => c.name) ?? []);
  return items.flatMap((item): readonly string[] => {
    if (item.kind !== 'Join') return [];
    const below = joinColumns(cx, [item.left, item.right]);
    if (item.using) return [...below, ...item.using.map((u) => u.name)];
    if (!item.natural) return below;
    const right = new Set(columns(item.right));
    return [...below, ...columns(item.left).filter((c) => right.has(c))];
  });
}

/** The column name of an expression without alias; Oracle takes the text without blanks, which nothing can refer to but by quoting. */
function impliedName(value: Expr): string {
  if (value.kind === 'Name') return value.parts[value.parts.length - 1]?.name ?? '';
  if (value.kind === 'Member') return value.name.name;
  if (value.kind === 'Unary' && (value.op === 'PRIOR' || value.op === 'CONNECT_BY_ROOT')) return '';
  if (value.kind === 'CorrelationName') return value.column.name;
  return '';
}

// ---------- FROM ----------

/** `lateral`: the item stands at the right of APPLY and may refer to what is at the left. */
export function resolveFrom(
  cx: AnalyzeContext,
  item: FromItem,
  scope: Scope,
  rows: RowSource[],
  optional: boolean,
  lateral = false,
): void {
  switch (item.kind) {
    case 'Join': {
      resolveFrom(cx, item.left, scope, rows, optional || item.type === 'RIGHT' || item.type === 'FULL');
      resolveFrom(
        cx,
        item.right,
        scope,
        rows,
        optional || item.type === 'LEFT' || item.type === 'FULL' || item.type === 'OUTER APPLY',
        item.type.endsWith('APPLY'),
      );
      if (item.on) resolveExpr(cx, item.on, scope);
      for (const e of item.partitionBy ?? []) resolveExpr(cx, e, scope);
      return;
    }
    default: {
      const read = rowSource(cx, item, scope, optional, lateral);
      const source = withPivots(cx, isMatched(item) ? matchedRows(read) : read, item.pivots ?? [], scope);
      cx.facts.sources.set(item, source);
      rows.push(source);
    }
  }
}

function isMatched(item: FromItem): boolean {
  return (item.kind === 'TableRef' || item.kind === 'DerivedTable') && item.matchRecognize !== undefined;
}

/** What MATCH_RECOGNIZE makes of rows: its measures are columns that are not read here. */
function matchedRows({ alias, optional }: Pick<RowSource, 'alias' | 'optional'>): RowSource {
  return { kind: 'derived', alias, columns: [], open: true, optional };
}

function rowSource(
  cx: AnalyzeContext,
  item: Exclude<FromItem, { kind: 'Join' }>,
  scope: Scope,
  optional: boolean,
  lateral: boolean,
): RowSource {
  const alias = item.alias?.name;
  switch (item.kind) {
    case 'TableRef':
    case 'OnlyTable': {
      const parts = item.name.parts.map((p) => p.name);
      const last = parts[parts.length - 1] ?? '';
      if (item.kind === 'TableRef') {
        for (const e of [item.sample?.percent, item.sample?.seed, ...(item.partition?.keys ?? [])])
          if (e) resolveExpr(cx, e, scope);
      }
      if (parts.length === 1) {
        for (let s: Scope | undefined = scope; s; s = s.parent) {
          const factor = s.factors?.get(last);
          if (factor) return { ...factor, alias: alias ?? factor.alias, optional };
        }
      }
      const base = relationSource(cx, parts, scope, item.name.link, item.span);
      return { ...base, alias: alias ?? last, optional };
    }
    case 'DerivedTable': {
      const inner = item.lateral || lateral ? scope : (scope.parent ?? scope);
      const columns = resolveQuery(cx, item.query, inner);
      return { kind: 'derived', alias: alias ?? '', columns, open: false, optional: optional || item.outer === true };
    }
    case 'TableFunction': {
      const type = resolveExpr(cx, item.value, scope);
      return {
        kind: 'function',
        alias: alias ?? '',
        columns: collectionColumns(type),
        ...(type.kind === 'collection' && type.collection.element.kind === 'object'
          ? { object: type.collection.element.object }
          : {}),
        open: type.kind !== 'collection',
        optional: optional || item.outer,
      };
    }
    case 'XmlTable':
      resolveExpr(cx, item.path, scope);
      for (const n of item.namespaces) resolveExpr(cx, n.uri, scope);
      for (const p of item.passing) resolveExpr(cx, p.value, scope);
      return {
        kind: 'function',
        alias: alias ?? '',
        columns:
          item.columns.length === 0
            ? [{ name: 'COLUMN_VALUE', type: { kind: 'xml' }, nullable: false }]
            : tableColumns(cx, item.columns, scope),
        open: false,
        optional: optional || item.outer === true,
      };
    case 'JsonTable':
      resolveExpr(cx, item.value, scope);
      if (item.path) resolveExpr(cx, item.path, scope);
      return {
        kind: 'function',
        alias: alias ?? '',
        columns: tableColumns(cx, item.columns, scope),
        open: false,
        optional: optional || item.outer === true,
      };
    case 'UnsupportedFrom':
      return { kind: 'derived', alias: alias ?? '', columns: [], open: true, optional };
    default:
      return unreachable(item, 'analyze');
  }
}

function relationSource(
  cx: AnalyzeContext,
  parts: readonly string[],
  scope: Scope,
  link: string | undefined,
  here: Span,
): RowSource {
  const last = parts[parts.length - 1] ?? '';
  if (!link) {
    const symbol = cx.catalog.lookup(parts, ownerOf(scope));
    if (symbol?.kind === 'relation')
      return {
        kind: 'relation',
        alias: last,
        relation: symbol,
        columns: columnsAt(symbol, scope, here),
        open: false,
        optional: false,
      };
    if (last === 'DUAL' && (parts.length === 1 || parts[0] === 'SYS')) {
      return {
        kind: 'dual',
        alias: last,
        columns: [{ name: 'DUMMY', type: { kind: 'varchar2', length: 1 }, nullable: false }],
        open: false,
        optional: false,
      };
    }
    const dictionary = dictionaryView(last, parts.length > 1 ? parts[0] : undefined);
    if (dictionary)
      return {
        kind: 'relation',
        alias: last,
        relation: dictionary,
        columns: dictionary.columns,
        open: true,
        optional: false,
      };
  }
  return { kind: 'relation', alias: last, columns: [], open: true, optional: false };
}

/** The columns that the table has where a view is created: `*` does not grow with ALTER TABLE ADD. (SQL Language Reference, "CREATE VIEW") */
function columnsAt(relation: RelationSymbol, scope: Scope, here: Span): readonly ColumnInfo[] {
  // A statement of a script sees the table as it is there; what is stored sees it as it is when it runs.
  const { unit } = scope;
  const stored = unit && (unit.kind !== 'package' || unit.specification !== undefined || unit.body !== undefined);
  const next = stored
    ? undefined
    : relation.history?.find((h) => h.before.file === here.file && h.before.start > here.start);
  let at: Scope | undefined = scope;
  while (at && !at.fixedAt) at = at.parent;
  // What a view shows changes its type with the table.
  if (next) return at ? next.columns.map((c) => relation.columns.find((x) => x.name === c.name) ?? c) : next.columns;
  const view = at?.fixedAt;
  if (!view || relation.relation !== 'table' || relation.span.file !== view.file || relation.span.start > view.start)
    return relation.columns;
  const later = (c: ColumnInfo): boolean => c.span?.file === view.file && c.span.start > view.end;
  return relation.columns.some(later) ? relation.columns.filter((c) => !later(c)) : relation.columns;
}

/** The columns of TABLE(collection): attributes of objects, fields of records, else COLUMN_VALUE. */
export function collectionColumns(type: OracleType): readonly ColumnInfo[] {
  if (type.kind !== 'collection') return [{ name: 'COLUMN_VALUE', type: unknown, nullable: true }];
  const { element } = type.collection;
  if (element.kind === 'object')
    return element.object.attributes.map((a) => ({ name: a.name, type: a.type, nullable: true }));
  if (element.kind === 'record') return element.fields.map((f) => ({ name: f.name, type: f.type, nullable: true }));
  return [{ name: 'COLUMN_VALUE', type: element, nullable: true }];
}

function tableColumns(
  cx: AnalyzeContext,
  columns: readonly import('../ir/oracle/index.js').TableColumn[],
  scope: Scope,
): readonly ColumnInfo[] {
  return columns.flatMap((c) => {
    if (c.path) resolveExpr(cx, c.path, scope);
    if (c.default) resolveExpr(cx, c.default, scope);
    for (const d of c.defaults ?? []) resolveExpr(cx, d.value, scope);
    if (c.nested) return tableColumns(cx, c.nested, scope);
    const type: OracleType = c.ordinality
      ? number
      : c.type
        ? cx.typeOfRef(c.type, scope)
        : { kind: 'varchar2', length: 4000 };
    return [{ name: c.name.name, type, nullable: !c.ordinality }];
  });
}

// ---------- PIVOT, UNPIVOT ----------

function withPivots(cx: AnalyzeContext, source: RowSource, pivots: readonly PivotClause[], scope: Scope): RowSource {
  let current = source;
  for (const pivot of pivots) {
    const inner = childScope(scope, { rows: [current] });
    const alias = pivot.alias?.name ?? current.alias;
    if (pivot.kind === 'Pivot') {
      const used = new Set<string>(pivot.columns.map((c) => c.name));
      for (const a of pivot.aggregates) {
        resolveExpr(cx, a.call, inner);
        collectColumnNames(a.call, used);
      }
      const columns: ColumnInfo[] = current.columns.filter((c) => !used.has(c.name)).map((c) => ({ ...c }));
      if (Array.isArray(pivot.in)) {
        const values = pivot.in as readonly {
          readonly values: readonly Expr[];
          readonly alias?: { readonly name: string };
        }[];
        for (const v of values) {
          for (const e of v.values) resolveExpr(cx, e, inner);
          for (const a of pivot.aggregates) {
            columns.push({
              name: pivotColumnName(v, a.alias?.name),
              type: cx.facts.types.get(a.call) ?? unknown,
              nullable: true,
            });
          }
        }
      } else if (pivot.in !== 'ANY') resolveQuery(cx, pivot.in as Query, scope);
      current = { kind: 'derived', alias, columns, open: current.open, optional: current.optional };
    } else {
      const used = new Set(pivot.in.flatMap((i) => i.columns.map((c) => c.name)));
      const kept = current.columns.filter((c) => !used.has(c.name));
      const types = pivot.values.map((_, i) =>
        commonType(pivot.in.map((x) => columnOf(current, x.columns[i]?.name ?? '')?.type ?? unknown)),
      );
      for (const i of pivot.in) for (const e of i.as ?? []) resolveExpr(cx, e, inner);
      const columns: ColumnInfo[] = [
        ...kept,
        ...pivot.names.map((n, i) => {
          const literal = pivot.in[0]?.as?.[i];
          return {
            name: n.name,
            type: literal ? (cx.facts.types.get(literal) ?? unknown) : ({ kind: 'varchar2' } as OracleType),
            nullable: false,
          };
        }),
        ...pivot.values.map((v, i) => ({ name: v.name, type: types[i] ?? unknown, nullable: pivot.includeNulls })),
      ];
      current = { kind: 'derived', alias, columns, open: current.open, optional: current.optional };
    }
  }
  return current;
}

function collectColumnNames(expr: Expr, into: Set<string>): void {
  if (expr.kind === 'Name') into.add(expr.parts[expr.parts.length - 1]?.name ?? '');
  else if (expr.kind === 'Call') for (const a of expr.args) collectColumnNames(a.value, into);
  else if (expr.kind === 'Binary') {
    collectColumnNames(expr.left, into);
    collectColumnNames(expr.right, into);
  } else if (expr.kind === 'Case') {
    for (const b of expr.branches) {
      for (const w of b.when) collectColumnNames(w, into);
      collectColumnNames(b.then, into);
    }
    if (expr.operand) collectColumnNames(expr.operand, into);
    if (expr.otherwise) collectColumnNames(expr.otherwise, into);
  }
}

/** The column that PIVOT makes of one value and one aggregate. (SQL Language Reference, pivot_in_clause) */
export function pivotColumnName(
  value: { readonly values: readonly Expr[]; readonly alias?: { readonly name: string } },
  aggregateAlias: string | undefined,
): string {
  const name = value.alias?.name ?? value.values.map(literalName).join('_');
  return aggregateAlias ? `${name}_${aggregateAlias}` : name;
}

function literalName(e: Expr): string {
  if (e.kind === 'StringLiteral') return `'${e.value}'`;
  if (e.kind === 'NumberLiteral') return e.text;
  if (e.kind === 'Unary' && e.operand.kind === 'NumberLiteral') return `${e.op}${e.operand.text}`;
  if (e.kind === 'DatetimeLiteral') return `${e.type} '${e.text}'`;
  return 'NULL';
}

// ---------- (+) ----------

/** Sources whose columns carry `(+)` somewhere in the conjuncts of WHERE may be missing. */
function markOuterJoined(cx: AnalyzeContext, where: Expr, scope: Scope, rows: RowSource[], select: Select): void {
  const aliases = new Set<string>();
  collectMarks(cx, where, scope, aliases);
  if (aliases.size === 0) return;
  for (const [i, row] of rows.entries()) {
    if (!aliases.has(row.alias)) continue;
    const optional = { ...row, optional: true };
    rows[i] = optional;
    for (const item of select.from) if (cx.facts.sources.get(item) === row) cx.facts.sources.set(item, optional);
  }
}

function collectMarks(cx: AnalyzeContext, expr: Expr, scope: Scope, aliases: Set<string>): void {
  switch (expr.kind) {
    case 'OuterJoinMark': {
      if (expr.operand.kind !== 'Name') return;
      const parts = expr.operand.parts.map((p) => p.name);
      if (parts.length >= 2) aliases.add(parts[parts.length - 2] ?? '');
      else {
        const source = scope.rows?.find((r) => columnOf(r, parts[0] ?? '')) ?? scope.rows?.find((r) => r.open);
        if (source) aliases.add(source.alias);
      }
      return;
    }
    case 'Logical':
      for (const o of expr.operands) collectMarks(cx, o, scope, aliases);
      return;
    case 'Binary':
      collectMarks(cx, expr.left, scope, aliases);
      collectMarks(cx, expr.right, scope, aliases);
      return;
    case 'Unary':
      collectMarks(cx, expr.operand, scope, aliases);
      return;
    case 'Between':
      for (const e of [expr.operand, expr.low, expr.high]) collectMarks(cx, e, scope, aliases);
      return;
    case 'InList':
      for (const e of [expr.operand, ...expr.items]) collectMarks(cx, e, scope, aliases);
      return;
    case 'Like':
      for (const e of [expr.operand, expr.pattern]) collectMarks(cx, e, scope, aliases);
      return;
    case 'IsTest':
      collectMarks(cx, expr.operand, scope, aliases);
      return;
    case 'Call':
      for (const a of expr.args) collectMarks(cx, a.value, scope, aliases);
      return;
    case 'Case':
      for (const b of expr.branches) for (const e of [...b.when, b.then]) collectMarks(cx, e, scope, aliases);
      return;
    default:
      return;
  }
}
