import type { RowSource } from '../../../analyze/analysis.js';
import { unreachable } from '../../../diagnostics/diagnostic.js';
import { unsupportedClause } from '../../../diagnostics/op2.js';
import { differentResult } from '../../../diagnostics/op2-expressions.js';
import type { Expr, FromItem, Join, Select, TableRef } from '../../../ir/oracle/index.js';
import type { PgExpr, PgFromItem } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerTo } from '../../expressions/index.js';
import { hintOf, madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { lowerQuery } from '../index.js';
import { aliasOf } from '../row-sources.js';
import { chosenBy } from '../where/chosen-by.js';
import { lowerFullJoin } from './full-join.js';
import { lowerJsonTable } from './json-table.js';
import { type LeafItem, leavesOf } from './leaves.js';
import { mergedChar, mixedCharCondition } from './merged-chars.js';
import { partitionFor } from './partition-for.js';
import { lowerPartitionedJoin } from './partitioned-join.js';
import { lowerPivots } from './pivot.js';
import { givesRowids, viewWithPlaces, withPlaces } from './rowids-of-views.js';
import { lowerTableFunction } from './table-function.js';
import { partitionName, tableName } from './table-name.js';
import { lowerXmlTable } from './xml-table.js';

/**
 * Aliases in the output where they are not the folded ones of the source: none was given, two are the same,
 * or a column has the name, too.
 */
export function aliasesFor(ex: ExprContext, items: readonly FromItem[]): ReadonlyMap<RowSource, string> {
  const aliases = new Map<RowSource, string>();
  const taken = new Set<string>();
  const leaves = leavesOf(items).map((item) => ({ item, source: ex.unit.analysis.sourceOf(item) }));
  for (const { source } of leaves) if (source && source.alias !== '') taken.add(foldName(source.alias));
  // The alias of objects names them as wholes, `value(t)`: to PostgreSQL a column of that name comes first.
  const columns = new Set(leaves.flatMap(({ source }) => source?.columns.map((c) => foldName(c.name)) ?? []));
  const seen = new Set<string>();
  for (const { item, source } of leaves) {
    if (!source) continue;
    const own = source.alias === '' ? '' : foldName(source.alias);
    if (own !== '' && !seen.has(own) && !(source.object && columns.has(own))) {
      seen.add(own);
      continue;
    }
    const hint = own === '' ? (item.kind === 'TableFunction' ? madeUp('rows') : madeUp('q')) : own;
    let name = hint;
    for (let n = 2; taken.has(name) || (source.object && columns.has(name)); n++) name = madeUp(`${hintOf(hint)}_${n}`);
    taken.add(name);
    aliases.set(source, name);
  }
  return aliases;
}

/** One FROM item with its joins. `ex` is the context of the expressions over the clause. */
export function lowerFromItem(ex: ExprContext, item: FromItem): PgFromItem {
  if (item.kind === 'Join') return lowerJoin(ex, item);
  if (item.pivots && item.pivots.length > 0) return lowerPivots(ex, item, lowerLeaf);
  return lowerLeaf(ex, item);
}

function lowerLeaf(ex: ExprContext, item: LeafItem): PgFromItem {
  const source = ex.unit.analysis.sourceOf(item);
  const alias = source ? aliasOf(ex, source) : undefined;
  switch (item.kind) {
    case 'TableRef':
      return lowerTableRef(ex, item, source, alias);
    case 'OnlyTable':
      return {
        ...b.table(item.span, tableName(ex.unit, item.name, source)),
        ...(alias === undefined ? {} : { alias }),
      };
    case 'DerivedTable': {
      if (item.matchRecognize) refuse(unsupportedClause(item.span, 'MATCH_RECOGNIZE'));
      const query = lowerQuery(ex, item.query);
      const placed = source && givesRowids(ex.unit.analysis).has(source) ? withPlaces(ex, item.query, query) : query;
      const columns = item.columns?.map((c) => foldName(c.name));
      const derived = b.derived(item.span, placed, alias ?? madeUp('q'), columns);
      return item.lateral ? { ...derived, lateral: true } : derived;
    }
    case 'TableFunction':
      return lowerTableFunction(ex, item, source, alias ?? madeUp('rows'));
    case 'XmlTable':
      return lowerXmlTable(ex, item, alias ?? madeUp('q'));
    case 'JsonTable':
      return lowerJsonTable(ex, item, alias ?? madeUp('q'));
    case 'UnsupportedFrom':
      return refuse(unsupportedClause(item.span, item.what));
    default:
      return unreachable(item);
  }
}

function lowerTableRef(
  ex: ExprContext,
  item: TableRef,
  source: RowSource | undefined,
  alias: string | undefined,
): PgFromItem {
  if (item.flashback)
    refuse(
      unsupportedClause(
        item.span,
        item.flashback.what === 'AS OF'
          ? `AS OF ${item.flashback.unit} (flashback query)`
          : 'VERSIONS BETWEEN (flashback query)',
      ),
    );
  if (item.matchRecognize) refuse(unsupportedClause(item.span, 'MATCH_RECOGNIZE'));
  const read = source?.beforePivots ?? source;
  const name = tableName(ex.unit, item.name, read);
  const keys = item.partition?.keys;
  if (keys && !item.sample)
    return partitionFor(ex, { item, keys, relation: read?.relation, table: name }, alias ?? name.at(-1) ?? '');
  if (source && givesRowids(ex.unit.analysis).has(source)) {
    const placed = viewWithPlaces(ex, read?.relation, alias ?? name.at(-1) ?? '', item.span);
    if (placed) return placed;
  }
  const table = item.partition ? partitionName(item, read?.relation, name) : name;
  const last = table.at(-1);
  const { sample } = item;
  if (sample?.seed)
    ex.unit.report(
      differentResult(sample.seed.span, 'SAMPLE with SEED', 'PostgreSQL picks other rows for the same seed'),
    );
  return {
    ...b.table(item.span, table),
    ...(alias === undefined || alias === last ? {} : { alias }),
    ...(sample
      ? {
          sample: {
            method: sample.block ? 'system' : 'bernoulli',
            percent: lowerTo(ex, sample.percent, { kind: 'number' }),
            ...(sample.seed ? { seed: lowerTo(ex, sample.seed, { kind: 'number' }) } : {}),
          },
        }
      : {}),
  };
}

const joinTypes = { INNER: 'inner', LEFT: 'left', RIGHT: 'right', FULL: 'full', CROSS: 'cross' } as const;

function lowerJoin(ex: ExprContext, item: Join): PgFromItem {
  if (item.partitionBy) return lowerPartitionedJoin(ex, item, (side) => lowerFromItem(ex, side));
  const left = lowerFromItem(ex, item.left);
  const right = lowerFromItem(ex, item.right);
  switch (item.type) {
    case 'CROSS APPLY':
      return b.join(item.span, 'cross', left, lateral(right));
    case 'OUTER APPLY':
      return b.join(item.span, 'left', left, lateral(right), b.boolean(item.span, true));
    default: {
      const mixed = mixedCharCondition(ex, item);
      if (mixed) return b.join(item.span, joinTypes[item.type], left, right, mixed);
      const using = item.using?.map((c) => foldName(c.name));
      if (item.natural) return { ...b.join(item.span, joinTypes[item.type], left, right), natural: true };
      if (using) return { ...b.join(item.span, joinTypes[item.type], left, right), using };
      if (item.type === 'FULL' && item.on) return lowerFullJoin(ex, item, item.on, left, right);
      const on: PgExpr | undefined =
        item.type === 'CROSS' ? undefined : item.on ? chosenBy(ex, item.on) : b.boolean(item.span, true);
      return b.join(item.span, joinTypes[item.type], left, right, on);
    }
  }
}

function lateral(item: PgFromItem): PgFromItem {
  return item.kind === 'PgDerivedTable' ? { ...item, lateral: true } : item;
}

/** The items of FROM without a DUAL that stands there only to have a FROM clause: nothing reads its column. */
export function withoutDual(
  ex: ExprContext,
  select: Select,
  readsDual: (source: RowSource) => boolean,
): readonly FromItem[] {
  return select.from.filter((item) => {
    const source = item.kind === 'Join' ? undefined : ex.unit.analysis.sourceOf(item);
    return source?.kind !== 'dual' || readsDual(source);
  });
}

/**
 * The columns of USING and NATURAL JOIN: one column of both tables, without qualifier. That matters where the left
 * table is the optional one.
 */
export function mergedColumns(
  ex: ExprContext,
  items: readonly FromItem[],
): { readonly replace: (expr: Expr, inner: ExprContext) => PgExpr | undefined; readonly names: ReadonlySet<string> } {
  const outer = items.some((i) => isMerging(i) && hasOuter(i));
  if (!outer) return { replace: () => undefined, names: new Set() };
  const own = new Set(leavesOf(items).map((i) => ex.unit.analysis.sourceOf(i)));
  const names = new Set(items.flatMap((i) => joinColumns(ex, i)));
  const replace = (expr: Expr, inner: ExprContext): PgExpr | undefined => {
    if (expr.kind !== 'Name' || expr.parts.length !== 1 || !names.has(expr.parts[0]?.name ?? '')) return undefined;
    const { base, steps } = ex.unit.analysis.resolve(expr);
    return base.kind === 'column' && own.has(base.source) && steps.length === 0
      ? (mergedChar(inner, items, base.source, base.column, expr.span) ??
          b.column(expr.span, foldName(base.column.name)))
      : undefined;
  };
  return { replace, names };
}

function isMerging(item: FromItem): boolean {
  return (
    item.kind === 'Join' && (item.natural || item.using !== undefined || isMerging(item.left) || isMerging(item.right))
  );
}
function hasOuter(item: FromItem): boolean {
  return (
    item.kind === 'Join' &&
    (item.type === 'RIGHT' || item.type === 'FULL' || hasOuter(item.left) || hasOuter(item.right))
  );
}
function joinColumns(ex: ExprContext, item: FromItem): string[] {
  if (item.kind !== 'Join') return [];
  const below = [...joinColumns(ex, item.left), ...joinColumns(ex, item.right)];
  if (item.using) return [...below, ...item.using.map((u) => u.name)];
  if (!item.natural) return below;
  const columns = (side: FromItem): string[] =>
    leavesOf([side]).flatMap((l) => ex.unit.analysis.sourceOf(l)?.columns.map((c) => c.name) ?? []);
  const right = new Set(columns(item.right));
  return [...below, ...columns(item.left).filter((c) => right.has(c))];
}
