import type { RowSource } from '../../analyze/analysis.js';
import { unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import type { CursorExpr, Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { withVariables } from '../plsql/body/derived-context.js';
import { sourcesIn } from '../queries/block-nodes.js';
import { lowerQuery } from '../queries/index.js';
import { within } from '../queries/scope.js';
import { asDescribed } from '../queries/select-list/column-names.js';
import { pgTypeOf } from '../types.js';
import { lowerExpr } from './index.js';
import { canBeHandedOver, fieldHandedOver, type HandOver } from './names/handed-over.js';

/**
 * `CURSOR(SELECT …)`: a cursor that a function of the runtime opens when the expression is evaluated. The variables of
 * the query, and the columns of rows around it, come as an array of texts. (SQL Language Reference,
 * "CURSOR Expressions")
 * cursor(select id from t where n = v)  →  ora.cursor_of($query$ select id from t where n = $1[1]::numeric $query$,
 * array[v::text])
 */
export function lowerCursorExpression(ex: ExprContext, node: CursorExpr): PgExpr {
  const { span } = node;
  const values: PgExpr[] = [];
  /** A value from outside of the query: an element of the array that the query gets. */
  const handedOver: HandOver = (value, type) => {
    values.push(b.cast(span, value, pgTypes.text));
    const all: PgExpr = { kind: 'PgParameter', span, index: 1 };
    return b.cast(span, b.subscript(span, all, b.num(span, values.length)), type);
  };
  const outer = outerSources(ex, node);
  const { routine: rc } = ex;
  const routine =
    rc &&
    withVariables(rc, (symbol, place) => {
      const type = pgTypeOf(ex.unit.naming, symbol.type, 'value');
      if (type.name.join('.') === 'record' || symbol.type.kind === 'record')
        return refuse(unsupportedExpression(span, 'A record in a CURSOR expression'));
      return handedOver(rc.variable(symbol, place), type);
    });
  const plain: ExprContext = { unit: ex.unit, sql: true, ...(routine ? { routine } : {}) };
  const inner = within(plain, (e) => fieldHandedOver(ex, e, handedOver) ?? outerColumn(ex, e, outer, handedOver));
  const query = asDescribed(ex.unit, node.query, lowerQuery(inner, node.query));
  const text: PgExpr = { kind: 'PgQueryText', span, query };
  return b.ora(span, 'cursor_of', text, ...(values.length > 0 ? [b.array(span, ...values)] : []));
}

/** The row sources around the query whose columns it reads. */
function outerSources(ex: ExprContext, node: CursorExpr): ReadonlySet<RowSource> {
  const own = new Set<object>();
  walk(node, (inner) => {
    const source = inner.kind === 'Name' ? undefined : ex.unit.analysis.sourceOf(inner);
    if (source) own.add(source);
  });
  return new Set([...sourcesIn(ex, node)].filter((source) => !own.has(source)));
}

/** A column of a row around the query: its value of that row. */
function outerColumn(
  ex: ExprContext,
  e: Expr,
  outer: ReadonlySet<RowSource>,
  handedOver: HandOver,
): PgExpr | undefined {
  if (e.kind !== 'Name') return undefined;
  const { base } = ex.unit.analysis.resolve(e);
  if ((base.kind !== 'column' && base.kind !== 'row') || !outer.has(base.source)) return undefined;
  const type = ex.unit.analysis.typeOf(e);
  // Objects and collections come back from their text as they were; of a row nobody knows the type.
  if (base.kind === 'row' || (!canBeHandedOver(type) && type.kind !== 'object' && type.kind !== 'collection'))
    return refuse(unsupportedExpression(e.span, 'A CURSOR expression over objects from outside of it'));
  return handedOver(lowerExpr(ex, e), pgTypeOf(ex.unit.naming, type, 'value'));
}
