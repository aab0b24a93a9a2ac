import { type OracleType, unknown } from '../../../../analyze/model/types.js';
import type { IntoClause } from '../../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b, pgTypes } from '../../../builders.js';
import { rowAs } from '../../../expressions/record-row.js';
import { isRowValue, pgTypeOf } from '../../../types.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { exprContext } from '../../body/expr-context.js';
import { fieldsByPosition } from '../../cursors/cursor-rows.js';
import { asElement, bulkTargets, countRows, elementType, store } from './bulk-target.js';
import { fitField, sourceType } from './into.js';

/** BULK COLLECT of dynamic SQL: the rows one by one, by position. */
export function bulkDynamic(
  rc: BodyBuilder,
  into: IntoClause,
  text: PgExpr,
  using: readonly PgExpr[],
  span: Span,
): PlStatement[] {
  const targets = bulkTargets(rc, into);
  const temporaries = targets.map((t) => rc.fresh('list', pgTypes.arrayOf(elementType(rc, t.element))));
  const types = targets.map((t) => elementType(rc, unsized(t.element)));
  const [only] = targets;
  const record = targets.length === 1 && only?.element.kind === 'record' ? only.element : undefined;
  const read = record && readsFields(rc, record) ? record : undefined;
  const fields = read
    ? read.fields.map((f) => b.column(span, rc.fresh('fetched', pgTypeOf(rc.unit.naming, unsized(f.type), 'variable'))))
    : undefined;
  // A composite variable takes a whole row, where it is the only target.
  const values =
    fields ??
    (targets.some((t) => isRowValue(rc.unit.naming, t.element))
      ? fieldsByPosition(rc, span, types)
      : types.map((type) => b.column(span, rc.fresh('fetched', type))));
  const ex = exprContext(rc, []);
  const given = (i: number): PgExpr => {
    const element = targets[i]?.element ?? unknown;
    if (read) {
      const fitted = read.fields.map((f, at) =>
        fitField(ex, values[at] ?? b.null(span), unsized(f.type), f, 'fit_fetched'),
      );
      return rowAs(read, fitted, elementType(rc, read), span);
    }
    const value = values[i] ?? b.null(span);
    return unsized(element) === element ? value : asElement(rc, value, unsized(element), element, span);
  };
  const append = temporaries.map((list, i) =>
    b.assign(
      span,
      b.subscript(
        span,
        b.column(span, list),
        b.binary(span, '+', b.call(span, 'cardinality', b.column(span, list)), b.num(span, 1)),
      ),
      given(i),
    ),
  );
  return [
    ...temporaries.map((t) => b.assign(span, b.column(span, t), b.text(span, '{}'))),
    { kind: 'PlForDynamic', span, targets: values, text, using, body: append },
    ...countRows(rc, temporaries[0], span),
    ...targets.flatMap((t, i) => store(rc, t, b.column(span, temporaries[i] ?? ''))),
  ];
}

/**
 * What a value comes as whose own type is not known: the element or field holds it to its size afterwards, which is an
 * error of PL/SQL, not of the query.
 */
function unsized(type: OracleType): OracleType {
  if (type.kind === 'number' && (type.precision !== undefined || type.scale !== undefined)) return { kind: 'number' };
  if (type.kind === 'varchar2' && type.length !== undefined) return { kind: 'varchar2' };
  return sourceType(type, undefined);
}

/** Is there a field that holds what it takes to more than PL/pgSQL's assignment of the row does? */
function readsFields(rc: BodyBuilder, { fields, identity }: OracleType & { kind: 'record' }): boolean {
  if (fields.some(({ type }) => type.kind === 'record' || type.kind === 'unknown' || isRowValue(rc.unit.naming, type)))
    return false;
  // A row of a table mostly takes rows of that table, whose columns are as long.
  if (identity.kind === 'table') return fields.some(({ type }) => sourceType(type, undefined) !== type);
  return identity.kind === 'declared' && fields.some(({ type, notNull }) => notNull || unsized(type) !== type);
}
