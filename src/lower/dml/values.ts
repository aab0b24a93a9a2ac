import { isText } from '../../analyze/operators.js';
import type { ColumnInfo } from '../../analyze/symbols.js';
import type { OracleType } from '../../analyze/types.js';
import { columnsUnknown } from '../../diagnostics/op2.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { convert, fitTo, unknownText } from '../conversions.js';
import { lowerExpr, lowerTo } from '../expression.js';
import { foldName } from '../naming.js';

/** A value on its way into a column: converted to its type, with what an assignment adds. */
export function columnAssignment(ex: ExprContext, value: Expr, column: ColumnInfo | undefined): PgExpr {
  if (value.kind === 'DefaultMarker') return { kind: 'PgDefault', span: value.span };
  if (!column || column.type.kind === 'unknown') return lowerExpr(ex, value);
  const from = ex.unit.analysis.typeOf(value);
  // What a column WITH TIME ZONE loses is said where it is declared.
  const zoned = column.type.kind === 'timestamp' && column.type.zone !== 'none';
  const lowered = lowerTo(zoned ? { ...ex, asInstant: value } : ex, value, column.type);
  const text = from.kind === 'unknown' && isText(column.type) && lowered.kind === 'PgColumn';
  return fitTo(ex, text ? unknownText(lowered) : lowered, from, column.type, value.span);
}

/** The fields of a record in order, each for the column at its place. (PL/SQL Language Reference, "Inserting Records", "Updating Rows with Records") */
export function recordValues(ex: ExprContext, record: Expr, columns: readonly ColumnInfo[]): PgExpr[] {
  const type = ex.unit.analysis.typeOf(record);
  if (type.kind !== 'record' && type.kind !== 'object') return refuse(columnsUnknown(record.span, 'the record'));
  const fields = type.kind === 'record' ? type.fields : type.object.attributes;
  const value = lowerExpr({ ...ex, sql: false }, record);
  return fields.map((field, i) => {
    const read = fieldOf(value, foldName(field.name), record.span);
    const column = columns[i];
    return column ? assigned(ex, read, field.type, column.type, record.span) : read;
  });
}

export function assigned(ex: ExprContext, value: PgExpr, from: OracleType, to: OracleType, span: Span): PgExpr {
  return to.kind === 'unknown' ? value : fitTo(ex, convert(ex, value, from, to, span), from, to, span);
}

function fieldOf(value: PgExpr, name: string, span: Span): PgExpr {
  return value.kind === 'PgColumn' ? { ...value, parts: [...value.parts, name] } : b.field(span, value, name);
}
