import { isText } from '../../../../analyze/model/operators.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import { unsupportedStatement } from '../../../../diagnostics/op3.js';
import type { Expr, IntoClause } from '../../../../ir/oracle/index.js';
import type { PgExpr, PgType, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b, pgTypes } from '../../../builders.js';
import { withinLimit } from '../../../collections/elements.js';
import { keepingGaps } from '../../../collections/gaps/split.js';
import { refuse } from '../../../context.js';
import { convert } from '../../../expressions/conversions/convert.js';
import { fitText, fitTo } from '../../../expressions/conversions/fit.js';
import { pgTypeOf } from '../../../types.js';
import { ofUnknown } from '../../../unresolved/missing.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { exprContext } from '../../body/expr-context.js';
import { fitElements } from '../assignments/parameter-sizes.js';
import { assignTo } from '../assignments/targets.js';

/** What a collection target takes from a row: one column, or the whole row for a collection of records or objects. */
export interface BulkTarget {
  readonly target: Expr;
  readonly type: OracleType;
  readonly element: OracleType;
}

/** The collections of BULK COLLECT INTO with their types. @throws Refusal where one is not known as a collection */
export function bulkTargets(rc: BodyBuilder, into: IntoClause): BulkTarget[] {
  return into.targets.map((target) => {
    const type = rc.unit.analysis.typeOf(target);
    if (type.kind !== 'collection')
      return refuse(
        ofUnknown(type, unsupportedStatement(target.span, 'BULK COLLECT into what is not known as a collection')),
      );
    return { target, type, element: type.collection.element };
  });
}

/**
 * A column's value for an element or field of the type: a cast alone would cut what is too long, and format dates in
 * PostgreSQL's way.
 */
export function asElement(rc: BodyBuilder, column: PgExpr, from: OracleType, to: OracleType, span: Span): PgExpr {
  if (from.kind === 'unknown' || to.kind === 'unknown') return column;
  const ex = exprContext(rc, []);
  // It is PL/SQL that converts the text, so that it fails with its error.
  if (isText(from) && (to.kind === 'number' || to.kind === 'plsInteger'))
    return asElement(rc, b.ora(span, 'define_number', column), { kind: 'number' }, to, span);
  // A column of a derived table that is NULL alone is text to PostgreSQL.
  const isUntyped = from.kind === 'null' && to.kind === 'plsInteger';
  const converted = convert(ex, isUntyped ? b.cast(span, column, pgTypes.integer) : column, { from, to, span });
  return to.kind === 'varchar2' && to.length !== undefined
    ? fitText(converted, { from, length: to.length, span, check: 'fit_fetched' })
    : fitTo(ex, converted, { from, to, span });
}

/** PostgreSQL's type of an element on its way into the array; an inner collection has its named one. */
export function elementType(rc: BodyBuilder, element: OracleType): PgType {
  return element.kind === 'collection'
    ? { name: rc.unit.naming.of(element.collection) }
    : pgTypeOf(rc.unit.naming, element, 'variable');
}

/** The array into the collection: as it is, or with the keys 1 … n of an associative array. */
export function store(rc: BodyBuilder, target: BulkTarget, elements: PgExpr): PlStatement[] {
  const { span } = target.target;
  if (target.type.kind !== 'collection') return [];
  // A cast or literal is an empty array.
  const isChecked = target.type.collection.elementNotNull && elements.kind === 'PgColumn';
  const fitted = fitElements(rc, target.target, target.element, elements);
  const array = isChecked ? b.ora(span, 'elements_not_null', fitted) : fitted;
  const value: PgExpr =
    target.type.collection.variant === 'associativeArray'
      ? b.cast(
          span,
          { kind: 'PgRow', span, items: [sequence(span, array), array] },
          pgTypeOf(rc.unit.naming, target.type, 'variable'),
        )
      : rc.unit.naming.keepsGaps(target.type.collection)
        ? keepingGaps(rc.unit, target.type.collection, array)
        : withinLimit(target.type.collection, array, 22165);
  return assignTo(rc, target.target, value, target.type);
}

/** The keys 1 … n. */
function sequence(span: Span, array: PgExpr): PgExpr {
  const series = b.call(span, 'generate_series', b.num(span, 1), b.call(span, 'cardinality', array));
  return { kind: 'PgArraySubquery', span, query: b.select(span, { items: [series] }) };
}

/** What SQL%ROWCOUNT tells: as many rows as the array holds; nothing where nobody asks. */
export function countRows(rc: BodyBuilder, list: string | undefined, span: Span): PlStatement[] {
  if (!rc.readsSqlAttributes || list === undefined) return [];
  return [b.assign(span, b.column(span, rc.sqlRowCount()), b.call(span, 'cardinality', b.column(span, list)))];
}
