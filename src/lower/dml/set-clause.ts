import type { Analysis } from '../../analyze/analysis.js';
import type { ColumnInfo } from '../../analyze/model/symbols.js';
import { unreachable } from '../../diagnostics/diagnostic.js';
import { dmlTarget } from '../../diagnostics/op2.js';
import { lastName } from '../../ir/dotted.js';
import type { Expr, FromItem, SetItem } from '../../ir/oracle/index.js';
import type { NodeBase, QualifiedName } from '../../ir/oracle/names.js';
import type { Query } from '../../ir/oracle/queries.js';
import type { PgExpr, PgSelect, PgSetItem } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { baseColumns } from '../ddl/tables/constraints/shifted-keys.js';
import { fitPart } from '../expressions/conversions/fit.js';
import { perhaps } from '../expressions/evaluation/reached.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { pack } from '../objects/packed.js';
import { lowerQueryAs } from '../queries/index.js';
import { inTableOrder } from '../queries/sequences/sequences.js';
import { keptInPartition, partitionColumns, reportPartitionKey, valuesOfColumns } from './kept-in-partition.js';
import {
  columnPath,
  type DmlTable,
  refuseUnknownColumns,
  type TargetAttribute,
  targetAttribute,
  targetColumn,
  visibleColumns,
} from './target.js';
import { columnAssignment, recordValues, refuseDefaultOfView } from './values.js';
import { objectColumns, wholeObject } from './whole-objects.js';

/** The SET clause: values converted as Oracle assigns them; a subquery without row gives NULLs in both systems. */
export function lowerSet(ex: ExprContext, written: readonly SetItem[], table: DmlTable): PgSetItem[] {
  const items = written.map(
    (item): SetItem => (isWholeRow(table, item) ? { ...item, kind: 'SetValue', alias: item.column } : item),
  );
  refuseUnknownColumns(
    ex,
    table,
    items.flatMap((i) => (i.kind === 'SetColumn' ? [i.column] : i.kind === 'SetColumns' ? i.columns : [])),
  );
  refuseDefaultOfView(
    table.relation,
    items.flatMap((item) => (item.kind === 'SetColumn' ? [item.value] : [])),
  );
  return items.flatMap((item): PgSetItem[] => {
    switch (item.kind) {
      case 'SetColumn':
        return setColumn(ex, table, item, items);
      case 'SetColumns':
        return setColumns(ex, item, table, items);
      case 'SetRow': {
        // Virtual columns are among them: ORA-54017, which is raised when the statement runs.
        const columns = visibleColumns(table);
        const values = recordValues(ex, item.record, columns);
        return columns.flatMap((c, i): PgSetItem[] => {
          const value = values[i];
          if (!value) return [];
          const kept = keptInPartition(ex, table, c, value, () => valuesByName(columns, values));
          return [{ kind: 'column', column: foldName(c.name), value: kept }];
        });
      }
      case 'SetValue':
        return wholeRow(ex, table, item.value, item.span);
      default:
        return unreachable(item);
    }
  });
}

/** `(a, b) = (SELECT …)` */
function setColumns(
  ex: ExprContext,
  item: NodeBase & { readonly kind: 'SetColumns'; readonly columns: readonly QualifiedName[]; readonly query: Query },
  table: DmlTable,
  items: SetItem[],
): PgSetItem[] {
  const columns = item.columns.map((c) => columnPath(table, c)[0] ?? '');
  const targets = item.columns.map((c) => targetColumn(table, c));
  const query = lowerQueryAs(ex, item.query, {
    types: targets.map((c) => c?.type),
    columns: targets,
    assigned: true,
    ownTypes: true,
  });
  for (const target of targets) if (target) reportPartitionKey(ex, table, target, item);
  const value = b.scalar(item.span, keptRow(ex, table, { columns, targets, query, items }));
  const [only] = columns;
  return columns.length === 1 && only !== undefined
    ? [{ kind: 'column', column: only, value }]
    : [{ kind: 'columns', columns, value }];
}

function setColumn(
  ex: ExprContext,
  table: DmlTable,
  item: NodeBase & { readonly kind: 'SetColumn'; readonly column: QualifiedName; readonly value: Expr },
  items: SetItem[],
): PgSetItem[] {
  const [column, ...path] = columnPath(table, item.column);
  const info = path.length === 0 ? targetColumn(table, item.column) : undefined;
  if (info) reportPartitionKey(ex, table, info, item.value);
  return [
    {
      kind: 'column',
      column: column ?? '',
      ...(path.length > 0 ? { path } : {}),
      value: info
        ? keptInPartition(ex, table, info, columnAssignment(perhaps(ex), item.value, info), () =>
            isKeyOfRow(table, items) ? new Map() : valuesOfColumns(ex, table, items),
          )
        : attributeValue(ex, item.value, targetAttribute(table, item.column)),
    },
  ];
}

function attributeValue(ex: ExprContext, value: Expr, attribute: TargetAttribute | undefined): PgExpr {
  const given = columnAssignment(perhaps(ex), value, attribute?.info, fitPart);
  return attribute?.packed ? pack(ex.unit.naming, given, attribute.info.type, value.span) : given;
}

/** Does a subquery for several columns give one of the keys? It asks for all of them. */
function isKeyOfRow(table: DmlTable, items: readonly SetItem[]): boolean {
  const keys = partitionColumns(table);
  return items.some(
    (i) => i.kind === 'SetColumns' && i.columns.some((c) => keys.includes(targetColumn(table, c)?.name ?? '')),
  );
}

/** The row of a subquery for several columns, with keys of partitions among them that keep rows where they are. */
function keptRow(
  ex: ExprContext,
  table: DmlTable,
  {
    columns,
    targets,
    query,
    items,
  }: {
    readonly columns: readonly string[];
    readonly targets: readonly (ColumnInfo | undefined)[];
    readonly query: PgSelect;
    readonly items: readonly SetItem[];
  },
): PgSelect {
  const keys = partitionColumns(table);
  if (!targets.some((t) => t && keys.includes(t.name))) return query;
  const { span } = query;
  const alias = madeUp('given');
  const values = columns.map((c) => b.column(span, alias, c));
  const known = () => new Map([...valuesByName(targets, values), ...valuesOfColumns(ex, table, items, 'row')]);
  return b.select(span, {
    items: values.map((value, i) => {
      const target = targets[i];
      return target ? keptInPartition(ex, table, target, value, known) : value;
    }),
    from: [b.derived(span, query, alias, columns)],
  });
}

const valuesByName = (
  columns: readonly (ColumnInfo | undefined)[],
  values: readonly (PgExpr | undefined)[],
): ReadonlyMap<string, PgExpr> =>
  new Map(
    columns.flatMap((c, i): [string, PgExpr][] => {
      const value = values[i];
      return c && value ? [[c.name, value]] : [];
    }),
  );

/**
 * `SET t = object`, where t is the alias of an object table, and `SET t.OBJECT_VALUE = object`: the same as
 * SET VALUE(t). (Object-Relational Developer's Guide, "Row Objects and Column Objects")
 */
function isWholeRow(table: DmlTable, item: SetItem): item is SetItem & { readonly kind: 'SetColumn' } {
  if (item.kind !== 'SetColumn' || !table.relation?.ofType) return false;
  const { parts } = item.column;
  const last = parts.at(-1);
  const named = last?.name === 'OBJECT_VALUE' && !last.quoted ? parts.slice(0, -1) : parts;
  if (named.length > 1 || targetColumn(table, item.column)) return false;
  return named.every((part) => foldName(part.name) === table.alias);
}

/**
 * The items of a SET clause in the order in which PostgreSQL works them out: that of the columns of the table, which
 * may stand behind a view.
 */
export function setInTableOrder(analysis: Analysis, target: FromItem, items: readonly SetItem[]): readonly SetItem[] {
  const bases = items.map((item) => {
    const name = item.kind === 'SetColumn' ? lastName(item.column) : undefined;
    const [base] = name === undefined ? [] : baseColumns(analysis, target, [name]);
    return base;
  });
  const relation = bases[0]?.[0];
  return inTableOrder(
    relation,
    items.map((node, i) => ({ column: bases[i]?.[0] === relation ? bases[i]?.[1][0] : undefined, node })),
  );
}

/** SET VALUE(t) = object: all columns of the row. (SQL Language Reference, UPDATE, "update_set_clause") */
function wholeRow(ex: ExprContext, { relation }: DmlTable, value: Expr, span: Span): PgSetItem[] {
  const object = relation && wholeObject(ex, value, relation);
  if (!object || !relation) return refuse(dmlTarget(span, 'a row as a whole (SET VALUE)'));
  const columns = objectColumns(relation);
  if ('kind' in object) return [{ kind: 'columns', columns, value: b.scalar(span, object) }];
  return columns.flatMap((column, i): PgSetItem[] => {
    const one = object[i];
    return one ? [{ kind: 'column', column, value: one }] : [];
  });
}
