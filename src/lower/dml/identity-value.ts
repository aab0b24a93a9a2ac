import type { ColumnInfo } from '../../analyze/model/symbols.js';
import type { DmlTarget, Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PgSelect } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import type { ExprContext } from '../context.js';
import { valueForColumn } from '../ddl/expressions.js';
import { baseColumns } from '../ddl/tables/constraints/shifted-keys.js';
import { isNull } from '../expressions/evaluation/left-out-calls.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';

/*
 * A column GENERATED ALWAYS AS IDENTITY takes no value, not even NULL, which its trigger cannot tell from none. (Database
 * Error Messages, ORA-32795)
 *   insert into t (id) values (v);   →   insert into t (id) values (coalesce(v, ora.raise(32795, …)));
 * PostgreSQL chooses the partition of a row before its triggers: what they would give a column that partitions are
 * chosen by, the statement gives. (SQL Language Reference, CREATE TABLE, "DEFAULT")
 *   insert into t (region) values (v);   →   insert into t (region) values (coalesce(v, 'N'));
 */

/** A value that is given to the column, or the error: that of NULL, any other the column's trigger refuses. */
export function identityValue(
  ex: ExprContext,
  target: DmlTarget | undefined,
  column: ColumnInfo | undefined,
  value: PgExpr,
): PgExpr {
  if (value.kind === 'PgDefault' || !takesNoNull(ex, target, column)) return value;
  const { span } = value;
  const routed = column?.partitionKey === true;
  if (routed && column.nullDefault) return orDefault(ex, column, column.nullDefault, value);
  if (value.kind === 'PgNumber' && !routed) return value;
  const text = b.text(span, 'cannot insert into a generated always identity column');
  const error = b.ora(span, 'raise', b.num(span, 32795), text, b.cast(span, b.null(span), pgTypes.numeric));
  return isNull(value) || routed ? error : b.coalesce(span, value, error);
}

function orDefault({ unit }: ExprContext, column: ColumnInfo, by: Expr, value: PgExpr): PgExpr {
  if (value.kind === 'PgNumber' || (value.kind === 'PgString' && value.value !== '')) return value;
  const initial = valueForColumn(unit, by, column.type);
  return isNull(value) ? initial : b.coalesce(value.span, value, initial);
}

/** The rows of a query, each value as `identityValue` gives it; `count`: how many columns they have, where known. */
export function identityRows(
  ex: ExprContext,
  target: DmlTarget,
  columns: readonly (ColumnInfo | undefined)[],
  query: PgSelect,
  count: number | undefined,
): PgSelect {
  const { body, span } = query;
  if (!columns.some((column) => takesNoNull(ex, target, column))) return query;
  const isPlain = body.kind === 'PgSelectCore' && !body.distinct && !body.distinctOn;
  if (!isPlain || body.items.length !== columns.length || body.items.some(({ value }) => value.kind === 'PgStar')) {
    if (count !== columns.length) return query;
    // The items do not stand for the columns one by one, or their values decide which rows there are.
    const names = columns.map((column, i) => foldName(column?.name ?? `c${i}`));
    const values = columns.map((column, i) =>
      identityValue(ex, target, column, b.column(span, madeUp('q'), names[i] ?? '')),
    );
    return b.select(span, {
      items: values.map((value) => b.item(span, value)),
      from: [b.derived(span, query, madeUp('q'), names)],
    });
  }
  const items = body.items.map((item, i) => ({ ...item, value: identityValue(ex, target, columns[i], item.value) }));
  return { ...query, body: { ...body, items } };
}

/** Is the column of the table, or of that below the view, GENERATED ALWAYS, or does it take its default for NULL here? */
export function takesNoNull(
  { unit: { analysis } }: ExprContext,
  target: DmlTarget | undefined,
  column: ColumnInfo | undefined,
): boolean {
  if (!column) return false;
  if (column.identity === 'ALWAYS' || column.nullDefault) return true;
  if (!target || analysis.sourceOf(target)?.relation?.relation !== 'view') return false;
  return [...baseColumns(analysis, target, [column.name])].some(([{ columns, history }, names]) =>
    (history?.find((h) => h.isBehind(target.span))?.columns ?? columns).some(
      (c) => c.identity === 'ALWAYS' && names.includes(c.name),
    ),
  );
}
