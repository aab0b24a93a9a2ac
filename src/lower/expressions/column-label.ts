import type { Analysis } from '../../analyze/analysis.js';
import type { ColumnInfo, RelationSymbol } from '../../analyze/model/symbols.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { foldName } from '../naming/naming.js';

/** The column that a value is on its way into, for the error of one that is too long: `'hr.emp.name'`, which the runtime writes as Oracle does. */
export function columnLabel(ex: ExprContext, span: Span): PgExpr {
  const relation = ex.column && tableOf(ex.unit.analysis, ex.column);
  const parts = ex.column && relation ? [...ex.unit.naming.of(relation), foldName(ex.column.name)] : [];
  return b.text(span, parts.length === 3 ? parts.map(quoted).join('.') : 'column');
}

const quoted = (part: string): string => (/^[a-z_][a-z0-9_$]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`);

interface Tables {
  /** The columns of each relation when the map was made: ALTER TABLE gives a relation others. */
  readonly columns: readonly (readonly ColumnInfo[])[];
  readonly of: Map<ColumnInfo, RelationSymbol>;
  readonly ofNone: Set<ColumnInfo>;
}

const known = new WeakMap<Analysis, Tables>();

function tableOf(analysis: Analysis, column: ColumnInfo): RelationSymbol | undefined {
  const tables = known.get(analysis);
  const found = tables?.of.get(column);
  if (tables && (found || tables.ofNone.has(column))) return found;
  const { relations } = analysis.catalog;
  const isCurrent =
    tables?.columns.length === relations.length && relations.every((r, i) => r.columns === tables.columns[i]);
  const current = isCurrent && tables ? tables : tablesOf(relations, tables?.of);
  known.set(analysis, current);
  const table = current.of.get(column);
  if (!table) current.ofNone.add(column);
  return table;
}

/** @param before what is resolved already may have the columns of before */
function tablesOf(relations: readonly RelationSymbol[], before?: Tables['of']): Tables {
  const of = new Map(before);
  for (const relation of relations)
    if (relation.relation === 'table') for (const own of relation.columns) of.set(own, relation);
  return { columns: relations.map((r) => r.columns), of, ofNone: new Set() };
}
