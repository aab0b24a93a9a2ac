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
  readonly relations: number;
  readonly of: Map<ColumnInfo, RelationSymbol>;
}

const known = new WeakMap<Analysis, Tables>();

function tableOf(analysis: Analysis, column: ColumnInfo): RelationSymbol | undefined {
  const { relations } = analysis.catalog;
  let tables = known.get(analysis);
  if (!tables || tables.relations !== relations.length) {
    tables = { relations: relations.length, of: new Map() };
    for (const relation of relations)
      if (relation.relation === 'table') for (const own of relation.columns) tables.of.set(own, relation);
    known.set(analysis, tables);
  }
  return tables.of.get(column);
}
