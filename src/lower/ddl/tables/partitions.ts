import type { OracleType } from '../../../analyze/model/types.js';
import { unsupportedStatement } from '../../../diagnostics/op3.js';
import {
  automaticListPartitions,
  intervalPartitions,
  partitioningDropped,
  partitionKeyNull,
  referencePartitioning,
} from '../../../diagnostics/op6.js';
import { lastName } from '../../../ir/dotted.js';
import type { CreateTable, Expr, PartitionDefinition, Partitioning } from '../../../ir/oracle/index.js';
import type { PgCreateTable, PgExpr, PgPartitionBound } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { refuse, type UnitContext } from '../../context.js';
import { lowerTo } from '../../expressions/index.js';
import { foldName, helperName } from '../../naming/naming.js';
import { attempt, ddlContext } from '../expressions.js';
import type { LoweredColumn } from './column.js';
import { isDefaultMark, isNameOf, listsSeveral } from './partition-keys.js';
import { reportPhysical } from './physical.js';

type PartitionBy = NonNullable<PgCreateTable['partitionBy']>;

/** 1024K - 1 (Reference, "Logical Database Limits"); a number that stands for one known at run time only is greater. */
const mostPartitions = 1024 * 1024 - 1;

/** How the table is partitioned, and its partitions. */
interface LoweredPartitions {
  readonly partitionBy: PartitionBy;
  readonly tables: readonly PgCreateTable[];
}

/** Declarative partitions for Oracle's. (VLDB and Partitioning Guide, chapter 2; PostgreSQL manual, 5.11) */
export function lowerPartitioning(
  unit: UnitContext,
  node: CreateTable,
  table: readonly string[],
  types: ReadonlyMap<string, OracleType>,
  columns: readonly LoweredColumn[],
): LoweredPartitions | undefined {
  const p = node.partitioning;
  if (!p) return undefined;
  const name = table.at(-1) ?? '';
  reportNulls(unit, node, p, columns);
  if (listsSeveral(p)) {
    unit.report(partitioningDropped(p.span, name.toUpperCase(), 'PostgreSQL makes lists of one column alone'));
    return undefined;
  }
  switch (p.method) {
    case 'REFERENCE':
      unit.report(referencePartitioning(p.span, name.toUpperCase()));
      return undefined;
    case 'SYSTEM':
    case 'CONSISTENT HASH':
      unit.report(partitioningDropped(p.span, name.toUpperCase(), `${p.method} partitioning has no counterpart`));
      return undefined;
    case 'RANGE':
    case 'LIST':
    case 'HASH': {
      const lowered = attempt(
        unit,
        () => level({ unit, table, types, columns, span: node.span }, p, { name: table, parent: undefined }),
        () => partitioningDropped(p.span, name.toUpperCase(), 'its partition bounds are not converted'),
      );
      return lowered;
    }
  }
}

/** Of several columns in a range, the first one that may be NULL, though Oracle would look at those before it. */
function reportNulls(unit: UnitContext, node: CreateTable, p: Partitioning, columns: readonly LoweredColumn[]): void {
  const declared = unit.analysis.declared(node);
  const keys = declared?.kind === 'relation' ? declared.keys.filter((k) => k.primary) : [];
  for (let level: Partitioning | undefined = p; level; level = level.subpartitioning) {
    if (level.method !== 'RANGE') continue;
    const later = level.columns.slice(1).flatMap((e) => (e.kind === 'Name' ? [lastName(e)] : []));
    const isRequired = (name: string): boolean =>
      keys.some((k) => k.columns.includes(name)) ||
      columns.some(({ definition }) => definition.name === foldName(name) && definition.notNull === true);
    const nullable = later.find((name) => !isRequired(name));
    if (nullable !== undefined) unit.report(partitionKeyNull(level.span, lastName(node.name), nullable));
  }
}

/** The table whose partitions are made. */
interface Place {
  readonly unit: UnitContext;
  readonly table: readonly string[];
  readonly types: ReadonlyMap<string, OracleType>;
  readonly columns: readonly LoweredColumn[];
  readonly span: Span;
}

/** A table or partition that is divided. */
interface Divided {
  readonly name: readonly string[];
  readonly parent: PartitionDefinition | undefined;
}

/** A partition with its bounds: `definition` is missing where Oracle makes it by itself. */
interface BoundPartition {
  readonly definition?: PartitionDefinition | undefined;
  /** What its name ends in. */
  readonly suffix: string;
  readonly bound: PgPartitionBound;
}

/** How a table or partition is divided, and the tables that its partitions are, those below them included. */
function level(place: Place, p: Partitioning, of: Divided): LoweredPartitions {
  const partitionBy: PartitionBy = {
    method: p.method === 'RANGE' ? 'range' : p.method === 'LIST' ? 'list' : 'hash',
    columns: p.columns.map((c) => partitionKey(place, c)),
  };
  const count = of.parent?.subpartitionCount;
  const divided = count === undefined ? p : { ...p, count };
  const definitions = definitionsOf(p, of.parent);
  const tables: PgCreateTable[] = [];
  for (const partition of boundPartitions(place, divided, definitions))
    tables.push(...partitionTables(place, p, of, partition));
  return { partitionBy, tables };
}

/** What is said of the partitions: by the partition around them, which may only count them, else by the table. */
function definitionsOf(p: Partitioning, parent: PartitionDefinition | undefined): readonly PartitionDefinition[] {
  if (parent?.subpartitions?.length) return parent.subpartitions;
  if (parent?.subpartitionCount !== undefined) return [];
  return p.partitions.length > 0 ? p.partitions : (p.template ?? []);
}

/**
 * How a partition that ALTER TABLE adds is divided, by its own subpartitions or by the template; undefined where the
 * table has one level. (SQL Language Reference, ALTER TABLE, "add_table_partition")
 */
export function lowerSubpartitions(
  unit: UnitContext,
  table: readonly string[],
  types: ReadonlyMap<string, OracleType>,
  p: Partitioning,
  { name, definition }: { readonly name: readonly string[]; readonly definition: PartitionDefinition },
): LoweredPartitions | undefined {
  const place: Place = { unit, table, types, columns: [], span: definition.span };
  return p.subpartitioning && hasLevel(p.subpartitioning)
    ? level(place, withTemplate(p.subpartitioning, p), { name, parent: definition })
    : undefined;
}

/** The table of a partition, and those of its own partitions behind it. */
function partitionTables(
  place: Place,
  p: Partitioning,
  of: Divided,
  { definition, suffix, bound }: BoundPartition,
): readonly PgCreateTable[] {
  const name = [place.table[0] ?? '', helperName(of.name.at(-1) ?? '', suffix, '_')];
  reportPhysical(place.unit, definition?.physical);
  const below =
    p.subpartitioning && hasLevel(p.subpartitioning)
      ? level(place, withTemplate(p.subpartitioning, p), { name, parent: definition })
      : undefined;
  const table: PgCreateTable = {
    kind: 'PgCreateTable',
    span: definition?.span ?? p.span,
    name,
    columns: [],
    constraints: [],
    partitionOf: { parent: of.name, bound },
    partitionBy: below?.partitionBy,
    comments: definition?.comments,
  };
  return [table, ...(below?.tables ?? [])];
}

/** The partitions of one level, in order, with the default partition that takes what Oracle makes partitions for. */
function boundPartitions(
  place: Place,
  p: Partitioning,
  definitions: readonly PartitionDefinition[],
): Iterable<BoundPartition> {
  switch (p.method) {
    case 'RANGE':
      return rangePartitions(place, p, definitions);
    case 'LIST':
      return listPartitions(place, p, definitions);
    default:
      return hashPartitions(p, definitions);
  }
}

function* rangePartitions(
  place: Place,
  p: Partitioning,
  definitions: readonly PartitionDefinition[],
): Iterable<BoundPartition> {
  const { unit } = place;
  const keyTypes = p.columns.map((c) => columnType(place, c));
  let from: readonly (PgExpr | 'minvalue' | 'maxvalue')[] = p.columns.map(() => 'minvalue' as const);
  let hasDefault = false;
  for (const [i, definition] of definitions.entries()) {
    const to = (definition.lessThan ?? []).map((e, at) =>
      isNameOf(e, 'MAXVALUE')
        ? ('maxvalue' as const)
        : lowerTo(ddlContext(unit), e, keyTypes[at] ?? { kind: 'unknown' }),
    );
    // The last partition takes NULLs too in Oracle; in PostgreSQL only a default partition does.
    const isLast = to.length > 0 && to.every((t) => t === 'maxvalue');
    yield { definition, suffix: suffixOf(definition, i), bound: isLast ? byDefault : { kind: 'range', from, to } };
    hasDefault ||= isLast;
    from = to;
  }
  if (!p.interval || hasDefault) return;
  unit.report(intervalPartitions(p.interval.span, place.table[1]?.toUpperCase() ?? ''));
  yield theRest;
}

function* listPartitions(
  place: Place,
  p: Partitioning,
  definitions: readonly PartitionDefinition[],
): Iterable<BoundPartition> {
  const { unit } = place;
  const [key] = p.columns;
  const type = key ? columnType(place, key) : ({ kind: 'unknown' } as const);
  let hasDefault = false;
  for (const [i, definition] of definitions.entries()) {
    const values = definition.values ?? [];
    const isDefault = values.some(isDefaultMark);
    const bound: PgPartitionBound = isDefault
      ? byDefault
      : { kind: 'list', values: values.map((v) => lowerTo(ddlContext(unit), v, type)) };
    yield { definition, suffix: suffixOf(definition, i), bound };
    hasDefault ||= isDefault;
  }
  if (!p.automatic || hasDefault) return;
  unit.report(automaticListPartitions(p.span, place.table[1]?.toUpperCase() ?? ''));
  yield theRest;
}

function* hashPartitions(p: Partitioning, definitions: readonly PartitionDefinition[]): Iterable<BoundPartition> {
  const count = definitions.length > 0 ? definitions.length : (p.count ?? 1);
  if (count > mostPartitions) refuse(unsupportedStatement(p.span, `A table of ${count} partitions`));
  for (let i = 0; i < count; i++) {
    const definition = definitions[i];
    const bound: PgPartitionBound = { kind: 'hash', modulus: count, remainder: i };
    yield { definition, suffix: suffixOf(definition, i), bound };
  }
}

const byDefault: PgPartitionBound = { kind: 'default' };

/** What Oracle would make partitions for as rows come. */
const theRest: BoundPartition = { suffix: 'default', bound: byDefault };

const suffixOf = (definition: PartitionDefinition | undefined, i: number): string =>
  definition?.name ? foldName(definition.name.name) : `p${i + 1}`;

/** A virtual column is no partition key of PostgreSQL's, but what it is made of. */
function partitionKey({ columns }: Place, e: Expr): PgExpr {
  const name = columnName(e);
  const column = columns.find((c) => c.definition.name === name);
  if (column?.computed) return refuse(unsupportedStatement(e.span, 'A partition key that a trigger computes'));
  return column?.definition.generated ?? b.column(e.span, name);
}

/** The template, and the number of hash subpartitions, may stand with the outer level. */
function withTemplate(inner: Partitioning, outer: Partitioning): Partitioning {
  return inner.template === undefined && outer.template ? { ...inner, template: outer.template } : inner;
}

/** Subpartitions that PostgreSQL can express. */
function hasLevel(p: Partitioning): boolean {
  return p.method === 'RANGE' || p.method === 'LIST' || p.method === 'HASH';
}

function columnName(e: Expr): string {
  return e.kind === 'Name' ? foldName(lastName(e)) : '';
}

function columnType(place: Place, e: Expr): OracleType {
  const name = e.kind === 'Name' ? lastName(e) : '';
  return place.types.get(name) ?? { kind: 'unknown' };
}
