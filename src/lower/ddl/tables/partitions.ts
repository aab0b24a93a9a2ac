import type { OracleType } from '../../../analyze/model/types.js';
import { unsupportedStatement } from '../../../diagnostics/op3.js';
import {
  automaticListPartitions,
  intervalPartitions,
  partitioningDropped,
  referencePartitioning,
} from '../../../diagnostics/op6.js';
import type { CreateTable, Expr, PartitionDefinition, Partitioning } from '../../../ir/oracle/index.js';
import type { PgCreateTable, PgExpr, PgPartitionBound } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { refuse, type UnitContext } from '../../context.js';
import { lowerTo } from '../../expressions/index.js';
import { foldName, shorten } from '../../naming/naming.js';
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

interface Place {
  readonly unit: UnitContext;
  readonly table: readonly string[];
  readonly types: ReadonlyMap<string, OracleType>;
  readonly columns: readonly LoweredColumn[];
  readonly span: Span;
}

function level(
  place: Place,
  p: Partitioning,
  of: { readonly name: readonly string[]; readonly parent: PartitionDefinition | undefined },
): LoweredPartitions {
  const { unit } = place;
  const keyTypes = p.columns.map((c) => columnType(place, c));
  const partitionBy: PartitionBy = {
    method: p.method === 'RANGE' ? 'range' : p.method === 'LIST' ? 'list' : 'hash',
    columns: p.columns.map((c) => partitionKey(place, c)),
  };
  const definitions = of.parent?.subpartitions?.length
    ? of.parent.subpartitions
    : p.partitions.length > 0
      ? p.partitions
      : (p.template ?? []);
  const tables: PgCreateTable[] = [];
  const add = (partition: PartitionDefinition | undefined, suffix: string, bound: PgPartitionBound): void => {
    const full = [place.table[0] ?? '', shorten(`${of.name.at(-1)}_${suffix}`)];
    reportPhysical(unit, partition?.physical);
    const below =
      p.subpartitioning && hasLevel(p.subpartitioning)
        ? level(place, withTemplate(p.subpartitioning, p), { name: full, parent: partition })
        : undefined;
    tables.push({
      kind: 'PgCreateTable',
      span: partition?.span ?? p.span,
      name: full,
      columns: [],
      constraints: [],
      partitionOf: { parent: of.name, bound },
      partitionBy: below?.partitionBy,
      comments: partition?.comments,
    });
    tables.push(...(below?.tables ?? []));
  };
  const isDefault = (d: PartitionDefinition): boolean => d.values?.some(isDefaultMark) ?? false;
  const suffix = (d: PartitionDefinition, i: number): string => (d.name ? foldName(d.name.name) : `p${i + 1}`);
  let hasDefault = false;
  switch (p.method) {
    case 'RANGE': {
      let from: readonly (PgExpr | 'minvalue' | 'maxvalue')[] = p.columns.map(() => 'minvalue' as const);
      for (const [i, d] of definitions.entries()) {
        const less = d.lessThan ?? [];
        const to = less.map((e, at) =>
          isNameOf(e, 'MAXVALUE')
            ? ('maxvalue' as const)
            : lowerTo(ddlContext(unit), e, keyTypes[at] ?? { kind: 'unknown' }),
        );
        // The last partition takes NULLs too in Oracle; in PostgreSQL only a default partition does.
        if (to.length > 0 && to.every((t) => t === 'maxvalue')) {
          add(d, suffix(d, i), { kind: 'default' });
          hasDefault = true;
        } else add(d, suffix(d, i), { kind: 'range', from, to });
        from = to;
      }
      if (p.interval && !hasDefault) {
        unit.report(intervalPartitions(p.interval.span, place.table[1]?.toUpperCase() ?? ''));
        add(undefined, 'default', { kind: 'default' });
      }
      break;
    }
    case 'LIST':
      for (const [i, d] of definitions.entries()) {
        if (isDefault(d)) {
          add(d, suffix(d, i), { kind: 'default' });
          hasDefault = true;
        } else
          add(d, suffix(d, i), {
            kind: 'list',
            values: (d.values ?? []).map((v) => lowerTo(ddlContext(unit), v, keyTypes[0] ?? { kind: 'unknown' })),
          });
      }
      if (p.automatic && !hasDefault) {
        unit.report(automaticListPartitions(p.span, place.table[1]?.toUpperCase() ?? ''));
        add(undefined, 'default', { kind: 'default' });
      }
      break;
    default: {
      const count = definitions.length > 0 ? definitions.length : (p.count ?? 1);
      if (count > mostPartitions) refuse(unsupportedStatement(p.span, `A table of ${count} partitions`));
      for (let i = 0; i < count; i++) {
        const d = definitions[i];
        add(d, d ? suffix(d, i) : `p${i + 1}`, { kind: 'hash', modulus: count, remainder: i });
      }
    }
  }
  return { partitionBy, tables };
}

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
  return e.kind === 'Name' ? foldName(e.parts.at(-1)?.name ?? '') : '';
}

function columnType(place: Place, e: Expr): OracleType {
  const name = e.kind === 'Name' ? (e.parts.at(-1)?.name ?? '') : '';
  return place.types.get(name) ?? { kind: 'unknown' };
}
