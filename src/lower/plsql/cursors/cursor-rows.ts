import type { Analysis } from '../../../analyze/analysis.js';
import type { CursorSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType, RecordFieldInfo } from '../../../analyze/model/types.js';
import type { CursorForLoop, OracleNode } from '../../../ir/oracle/index.js';
import type { PgExpr, PgSelect, PgType } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import { foldName, type Naming } from '../../naming/naming.js';
import { rowFieldName } from '../../naming/row-fields.js';
import { withAliases } from '../../queries/select-list/column-names.js';
import { isRowValue, pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import type { CursorIdentity } from '../body/cursor-state.js';
import { strongTypes } from './strong-rows.js';

/** The query of a cursor with objects in its rows, each column under its name in the record. */
export function withObjectNames(naming: Naming, query: PgSelect, fields: readonly RecordFieldInfo[]): PgSelect {
  if (!fields.some((f) => isRowValue(naming, f.type))) return query;
  return withNames(
    query,
    fields.map((_, i) => rowFieldName(fields, i)),
  );
}

/** The query of a loop whose record is read as a whole, each column under its name in the record. */
export function withRecordNames(rc: BodyBuilder, loop: CursorForLoop, query: PgSelect): PgSelect {
  const { analysis } = rc.unit;
  const record = analysis.declaredBy(loop);
  if (record?.kind !== 'variable' || record.type.kind !== 'record') return query;
  const { fields } = record.type;
  const names = fields.map((_, i) => rowFieldName(fields, i));
  if (fields.every((f, i) => foldName(f.name) === names[i])) return query;
  const isWhole = (node: OracleNode): boolean => {
    if (node.kind !== 'Name' || node.parts.length > 1) return false;
    const { base } = analysis.resolve(node);
    return base.kind === 'variable' && base.variable === record;
  };
  return loop.body.some((statement) => contains(statement, isWhole)) ? withNames(query, names) : query;
}

const withNames = (query: PgSelect, names: readonly string[]): PgSelect => ({
  ...query,
  body: withAliases(query.body, names.length, ({ alias, value }, i) => {
    const own = value.kind === 'PgColumn' ? value.parts.at(-1) : undefined;
    return names[i] === (alias ?? own) ? undefined : names[i];
  }),
});

/**
 * Targets for the columns of a row by position, whatever their names are, objects among them. PL/pgSQL takes no
 * composite variable as one of several targets, but the field of a record.
 */
export function fieldsByPosition(rc: BodyBuilder, span: Span, types: readonly PgType[]): PgExpr[] {
  const items = types.map((type) => b.cast(span, b.null(span), type));
  const record = rc.fresh('fetched', pgTypes.record, { kind: 'PgRow', span, items });
  return items.map((_, i) => b.column(span, record, `f${i + 1}`));
}

/** None of a cursor variable whose rows are not known. */
export function rowFields(cursor: CursorIdentity): readonly RecordFieldInfo[] {
  if (cursor.symbol.kind === 'cursor') return cursor.symbol.row.fields;
  const { type } = cursor.symbol;
  return (type.kind === 'refCursor' && type.returns?.fields) || [];
}

/** The types of what a FETCH gives; undefined of a cursor variable whose rows are not known. */
export function rowTypes(analysis: Analysis, { symbol }: CursorIdentity): readonly OracleType[] | undefined {
  if (symbol.kind === 'cursor') return symbol.row.fields.map((f) => f.type);
  const { type } = symbol;
  return type.kind === 'refCursor' && type.returns ? strongTypes(analysis, symbol, type.returns) : undefined;
}

/**
 * The row of a cursor with RETURN is a value of that type, which goes to parameters and variables of the type as a
 * whole.
 */
export function rowType(rc: BodyBuilder, { row }: CursorSymbol): PgType {
  const { kind } = row.identity;
  return kind === 'declared' || kind === 'table' ? pgTypeOf(rc.unit.naming, row, 'variable') : pgTypes.record;
}
