import type { ColumnInfo, RelationSymbol } from '../../../analyze/model/symbols.js';
import { dmlTarget } from '../../../diagnostics/op2.js';
import type { DerivedTable, Select } from '../../../ir/oracle/index.js';
import type { PgExpr, PgSelect, PgValues } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerCondition } from '../../expressions/index.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { within } from '../../queries/scope.js';
import { pgTypeOf } from '../../types.js';
import { withTypedNulls } from '../typed-nulls.js';

/**
 * The rows of INSERT INTO (select … where … with check option), each of which has to be one of the view's. (SQL
 * Language Reference, INSERT, "subquery_restriction_clause")
 * values (5, 40)  →  select * from (select 5 as id, 40 as y) as given where case when given.y < 50 then true else
 * ora.raise(1402, …) end
 * @param columns the columns that the rows give, and their `names` in the table
 */
export function checkedRows(
  ex: ExprContext,
  inline: DerivedTable,
  columns: readonly (ColumnInfo | undefined)[],
  names: readonly string[],
  rows: PgValues | PgSelect,
): PgSelect {
  const { span } = inline;
  const { where, from } = inline.query.body as Select;
  const [only] = from;
  const source = only && ex.unit.analysis.sourceOf(only);
  const no = (): never => refuse(dmlTarget(span, 'an inline view WITH CHECK OPTION, with these rows'));
  const given = madeUp('given');
  const inner = within(ex, (expr) => {
    const base = expr.kind === 'Name' ? ex.unit.analysis.resolve(expr).base : undefined;
    if (base?.kind !== 'column' || base.source !== source) return undefined;
    const name = foldName(base.column.name);
    // A column that is left out has its default.
    return names.includes(name) ? b.column(expr.span, given, name) : no();
  });
  if (from.length !== 1 || only?.kind === 'Join' || !source || !where || hasRowTriggers(ex, source.relation))
    return no();
  const check = b.caseWhen(
    span,
    [{ when: lowerCondition(inner, where), then: b.boolean(span, true) }],
    b.ora(span, 'raise', b.num(span, 1402), b.null(span), b.boolean(span, false)),
  );
  return b.select(span, {
    items: [b.item(span, b.star(span, given))],
    from: [
      b.derived(
        span,
        'rows' in rows ? typedRow(ex, rows, columns, names, no) : withTypedNulls(ex.unit, rows, columns),
        given,
        names,
      ),
    ],
    where: check,
  });
}

/** Triggers that may give the rows other values before they are checked. */
const hasRowTriggers = (ex: ExprContext, relation: RelationSymbol | undefined): boolean =>
  ex.unit.analysis.catalog.triggers.some(
    ({ table, definition }) => table === relation && (definition.forEachRow || definition.timing === 'FOR'),
  );

/** The one row of VALUES as a query with the columns' types. */
function typedRow(
  ex: ExprContext,
  { rows, span }: PgValues,
  columns: readonly (ColumnInfo | undefined)[],
  names: readonly string[],
  no: () => never,
): PgSelect {
  const [row] = rows;
  if (!row || rows.length > 1 || row.length !== columns.length || row.some((v) => v.kind === 'PgDefault')) return no();
  const typed = (value: PgExpr, column: ColumnInfo | undefined): PgExpr =>
    column ? b.cast(value.span, value, pgTypeOf(ex.unit.naming, column.type, 'value')) : no();
  return b.select(span, {
    items: row.map((value, i) => b.item(span, typed(value, columns[i]), names[i] ?? '')),
    from: [],
  });
}

/** Does no row of the view, of one table, leave it when the columns are set: does its condition name none of them? */
export function staysInView(ex: ExprContext, { query }: DerivedTable, columns: readonly string[]): boolean {
  const { body } = query;
  if (body.kind !== 'Select' || body.from.length !== 1 || body.from[0]?.kind === 'Join') return false;
  if (!body.where) return true;
  return !contains(body.where, (node) => {
    if (node.kind === 'Query') return true;
    const base = node.kind === 'Name' ? ex.unit.analysis.resolve(node).base : undefined;
    return base?.kind === 'column' && columns.includes(base.column.name);
  });
}
