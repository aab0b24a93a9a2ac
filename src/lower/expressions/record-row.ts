import type { OracleType } from '../../analyze/model/types.js';
import type { PgExpr, PgType } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';

/**
 * `row(…)::type` of the fields of a record. PostgreSQL's row of a table has its hidden columns, too (invisible ones,
 * identifiers of objects), which no record of Oracle's has: they are NULL.
 */
export function rowAs(record: OracleType, fields: readonly PgExpr[], type: PgType, span: Span): PgExpr {
  const table = record.kind === 'record' && record.identity.kind === 'table' ? record.identity.table : undefined;
  const columns = table?.columns ?? [];
  const isWhole = columns.filter((c) => !c.hidden).length === fields.length;
  // What ALTER TABLE of a program hides is not where the list has it.
  if (!table || !isWhole || columns.length === fields.length || (table.alters ?? []).length > 0)
    return b.cast(span, { kind: 'PgRow', span, items: fields }, type);
  const given = fields.values();
  const items = columns.map((c) => (c.hidden ? b.null(span) : (given.next().value ?? b.null(span))));
  return b.cast(span, { kind: 'PgRow', span, items }, type);
}
