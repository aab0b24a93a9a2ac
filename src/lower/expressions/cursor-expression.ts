import type { VariableSymbol } from '../../analyze/symbols.js';
import { unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import type { CursorExpr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import type { RoutineContext } from '../plsql/routine-context.js';
import { sourcesIn } from '../queries/scope.js';
import { lowerQuery } from '../query.js';
import { pgTypeOf } from '../types.js';

/**
 * `CURSOR(SELECT …)`, as a table function takes it: a cursor that a function of the runtime opens when the expression is evaluated. The variables of the
 * query come as an array of texts. (SQL Language Reference, "CURSOR Expressions")
 *   cursor(select id from t where n = v)  →  ora.cursor_of($query$ select id from t where n = $1[1]::numeric $query$, array[v::text])
 */
export function lowerCursorExpression(ex: ExprContext, node: CursorExpr): PgExpr {
  const { span } = node;
  if (isCorrelated(ex, node))
    return refuse(unsupportedExpression(span, 'A CURSOR expression over columns from outside of it'));
  const values: PgExpr[] = [];
  const { routine: rc } = ex;
  const routine =
    rc &&
    (Object.create(rc, {
      variable: {
        value: (symbol: VariableSymbol, sql: boolean): PgExpr => {
          const type = pgTypeOf(ex.unit.naming, symbol.type, 'value');
          if (type.name.join('.') === 'record' || symbol.type.kind === 'record')
            return refuse(unsupportedExpression(span, 'A record in a CURSOR expression'));
          values.push(b.cast(span, rc.variable(symbol, sql), pgTypes.text));
          const all: PgExpr = { kind: 'PgParameter', span, index: 1 };
          return b.cast(span, b.subscript(span, all, b.num(span, values.length)), type);
        },
      },
    }) as RoutineContext);
  const inner: ExprContext = { unit: ex.unit, sql: true, ...(routine ? { routine } : {}) };
  const query = lowerQuery(inner, node.query);
  const text: PgExpr = { kind: 'PgQueryText', span, query };
  return b.ora(span, 'cursor_of', text, ...(values.length > 0 ? [b.array(span, ...values)] : []));
}

/** Does the query read columns of row sources around it? */
function isCorrelated(ex: ExprContext, node: CursorExpr): boolean {
  const own = new Set<object>();
  walk(node as AnyNode, (inner) => {
    const source = inner.kind === 'Name' ? undefined : ex.unit.analysis.sourceOf(inner as never);
    if (source) own.add(source);
  });
  return [...sourcesIn(ex, node as AnyNode)].some((source) => !own.has(source));
}
