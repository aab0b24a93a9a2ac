import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import { partitionExtension } from '../../../diagnostics/op2.js';
import { lastName } from '../../../ir/dotted.js';
import type { Expr, Partitioning, TableRef } from '../../../ir/oracle/index.js';
import type { PgDerivedTable, PgExpr } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { regclassText } from '../../ddl/names.js';
import { lowerExpr, lowerTo } from '../../expressions/index.js';
import { foldName } from '../../naming/naming.js';

/** A partitioned table that a query reads a partition of, by a key. */
interface Keyed {
  readonly item: TableRef;
  readonly keys: readonly Expr[];
  readonly relation: RelationSymbol | undefined;
  /** The table's name here. */
  readonly table: readonly string[];
}

/**
 * `t partition for (v)`: the rows of the tables that hold the partition, which is found when the query runs.
 * Out: (select * from t where t.tableoid = any (ora.partition_for('t', false, v::text)))
 * Of interval partitions the default one stands for many: there the rows in the interval of the key. Where a hash puts a
 * row, PostgreSQL says otherwise than Oracle. (SQL Language Reference, SELECT, "partition_extension_clause")
 * @throws Refusal for tables whose partitions are others here
 */
export function partitionFor(ex: ExprContext, { item, keys, relation, table }: Keyed, alias: string): PgDerivedTable {
  const { span } = item;
  const columns = keyColumns(relation, item.partition?.sub === true ? 'subpartition' : 'partition');
  if (!columns || columns.length !== keys.length)
    return refuse(partitionExtension(span, item.name.parts.map((p) => p.name).join('.')));
  const values = keys.map((key, i) => lowerTo(ex, key, columns[i]?.type ?? { kind: 'unknown' }));
  const last = table.at(-1) ?? '';
  const found = b.ora(
    span,
    'partition_for',
    b.cast(span, b.text(span, regclassText(table)), { name: ['regclass'] }),
    b.boolean(span, item.partition?.sub === true),
    ...values.map((value) => b.cast(span, value, pgTypes.text)),
  );
  const isThere: PgExpr = {
    kind: 'PgQuantified',
    span,
    op: '=',
    quantifier: 'any',
    left: b.column(span, last, 'tableoid'),
    right: found,
  };
  const query = b.select(span, {
    items: [b.star(span)],
    from: [b.table(span, table)],
    where: b.and(span, isThere, ...inInterval(ex, relation, last, values)),
  });
  return b.derived(span, query, alias);
}

const partitioningOf = (relation: RelationSymbol | undefined): Partitioning | undefined =>
  relation?.definition?.kind === 'CreateTable' ? relation.definition.partitioning : undefined;

/** The columns of the key of partitions; for subpartitions those of their key behind them. */
function keyColumns(
  relation: RelationSymbol | undefined,
  of: 'partition' | 'subpartition',
): RelationSymbol['columns'] | undefined {
  const partitioning = partitioningOf(relation);
  const levels = of === 'subpartition' ? [partitioning, partitioning?.subpartitioning] : [partitioning];
  const columns = levels.flatMap((level): readonly (Expr | undefined)[] => {
    const isKnown =
      level &&
      !level.automatic &&
      (level.method === 'RANGE' || (level.method === 'LIST' && level.columns.length === 1));
    return isKnown ? level.columns : [undefined];
  });
  const found = columns.map((key) => {
    const name = key?.kind === 'Name' ? lastName(key) : undefined;
    return relation?.columns.find((column) => column.name === name && !column.virtual);
  });
  const known = found.filter((column) => column !== undefined);
  return known.length === found.length ? known : undefined;
}

function inInterval(
  ex: ExprContext,
  relation: RelationSymbol | undefined,
  table: string,
  [value]: readonly PgExpr[],
): readonly PgExpr[] {
  const partitioning = partitioningOf(relation);
  const bound = partitioning?.partitions.at(-1)?.lessThan?.[0];
  const [key] = keyColumns(relation, 'partition') ?? [];
  if (!partitioning?.interval || !bound || !key || !value) return [];
  const { span } = partitioning.interval;
  const number = (of: PgExpr): PgExpr =>
    b.ora(
      span,
      'interval_number',
      of,
      lowerTo(ex, bound, key.type),
      key.type.kind === 'number'
        ? lowerTo(ex, partitioning.interval ?? bound, key.type)
        : lowerExpr(ex, partitioning.interval ?? bound),
    );
  return [b.eq(span, number(b.column(span, table, foldName(key.name))), number(value))];
}
