import { isText } from '../../analyze/model/operators.js';
import type { ColumnInfo, RelationSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { columnsUnknown, dmlTarget } from '../../diagnostics/op2.js';
import type { Expr } from '../../ir/oracle/index.js';
import { oracleMessage } from '../../ir/oracle-messages.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { contains } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { columnLabel } from '../expressions/conversions/column-label.js';
import { convert, fieldOf, unknownText } from '../expressions/conversions/convert.js';
import { type Conversion, fitTo } from '../expressions/conversions/fit.js';
import { drawsAnew } from '../expressions/evaluation/once-in-sql.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { calleesOf } from '../plsql/effects/callees.js';
import { reportGapsOfRecord } from '../queries/row-sources.js';
import { pgTypeOf } from '../types.js';
import { ofUnknown } from '../unresolved/missing.js';

/**
 * DEFAULT is none for a view; PostgreSQL would take its own for one. (SQL Language Reference, "INSERT", "UPDATE",
 * restrictions on DEFAULT)
 */
export function refuseDefaultOfView(relation: RelationSymbol | undefined, values: readonly Expr[]): void {
  const marker = relation?.relation === 'view' ? values.find((value) => value.kind === 'DefaultMarker') : undefined;
  if (!marker) return;
  refuse({
    ...dmlTarget(marker.span, 'a view, to whose columns DEFAULT is given (ORA-32575)'),
    invalid: { kind: 'raises', code: 32575, text: oracleMessage(32575) },
  });
}

/** A value on its way into a column: converted to its type, with what an assignment adds. */
export function columnAssignment(
  ex: ExprContext,
  value: Expr,
  column: ColumnInfo | undefined,
  fit: typeof fitTo = fitTo,
): PgExpr {
  if (value.kind === 'DefaultMarker') return { kind: 'PgDefault', span: value.span };
  if (!column || column.type.kind === 'unknown') return lowerExpr(ex, value);
  // What dynamic SQL puts in at run time is another value.
  const isHeld = ex.substitutions?.isWord?.(literalOf(value)) ?? false;
  // A text that never fits is an error of the row, not of the statement, which may have none.
  if (!isHeld && value.kind === 'StringLiteral' && isTooLong(value.value, column.type)) {
    const { span } = value;
    const label = columnLabel({ ...ex, column }, span);
    const maximum = 'length' in column.type ? (column.type.length ?? 0) : 0;
    return b.ora(span, 'misfit_now', b.num(span, [...value.value].length), b.num(span, maximum), label);
  }
  if (!isHeld && isTooLarge(value, column.type)) {
    const { span } = value;
    return b.ora(span, 'raise', b.num(span, 1438), b.null(span), b.cast(span, b.null(span), pgTypes.numeric));
  }
  const from = ex.unit.analysis.typeOf(value);
  // What a column WITH TIME ZONE loses is said where it is declared.
  const zoned = column.type.kind === 'timestamp' && column.type.zone !== 'none';
  const lowered = lowerTo(zoned ? { ...ex, asInstant: value } : ex, value, column.type);
  const text = from.kind === 'unknown' && isText(column.type) && lowered.kind === 'PgColumn';
  return fit({ ...ex, column }, text ? unknownText(lowered) : lowered, { from, to: column.type, span: value.span });
}

function literalOf(value: Expr): string {
  if (value.kind === 'Unary') return literalOf(value.operand);
  return value.kind === 'NumberLiteral' ? value.text : value.kind === 'StringLiteral' ? value.value : '';
}

const isTooLong = (text: string, type: OracleType): boolean =>
  (type.kind === 'varchar2' || type.kind === 'char') && type.length !== undefined && [...text].length > type.length;

function isTooLarge(value: Expr, type: OracleType): boolean {
  if (value.kind === 'Unary') return value.op === '-' && isTooLarge(value.operand, type);
  if (value.kind !== 'NumberLiteral' || type.kind !== 'number' || type.float) return false;
  const { precision, scale = 0 } = type;
  if (precision === undefined || precision > 15 || scale < 0) return false;
  return Number(Number(value.text).toFixed(Math.min(scale, 20))) >= 10 ** (precision - scale);
}

/**
 * The fields of a record in order, each for the column at its place. (PL/SQL Language Reference, "Inserting Records",
 * "Updating Rows with Records")
 */
export function recordValues(ex: ExprContext, record: Expr, columns: readonly ColumnInfo[]): PgExpr[] {
  const type = ex.unit.analysis.typeOf(record);
  reportGapsOfRecord(ex.unit, type, record.span);
  if (type.kind !== 'record' && type.kind !== 'object')
    return refuse(ofUnknown(type, columnsUnknown(record.span, 'the record')));
  const fields = type.kind === 'record' ? type.fields : type.object.attributes;
  // Of a query with * of a table that is not among the inputs.
  if (fields.length === 0) return refuse(columnsUnknown(record.span, 'the record'));
  const read = lowerExpr({ ...ex, sql: false }, record);
  // PL/SQL works the record out before the statement begins.
  const value =
    ex.elementBefore &&
    (drawsAnew(ex, record) || contains(record, (node) => calleesOf(ex.unit.analysis, node).length > 0))
      ? ex.elementBefore(read, pgTypeOf(ex.unit.naming, type, 'variable'), true)
      : read;
  return fields.map((field, i) => {
    const read = fieldOf(value, field.name, record.span);
    const column = columns[i];
    return column ? assigned({ ...ex, column }, read, { from: field.type, to: column.type, span: record.span }) : read;
  });
}

/** A value as a column or variable of the type takes it: converted, and within its length and precision. */
export function assigned(ex: ExprContext, value: PgExpr, conversion: Conversion): PgExpr {
  return conversion.to.kind === 'unknown' ? value : fitTo(ex, convert(ex, value, conversion), conversion);
}
