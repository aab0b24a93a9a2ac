import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';

/**
 * The query of a cursor or loop: its variables have the values of the moment when it is opened. PL/pgSQL sees to that
 * for its own; what a package holds is put into one before. (PL/SQL Language Reference,
 * "Variables in Explicit Cursor Queries")
 */
export function cursorContext(rc: BodyBuilder, before: PlStatement[]): ExprContext {
  const bound = new Map<VariableSymbol, PgExpr>();
  return {
    ...exprContext(rc, before),
    sql: true,
    hoist: undefined,
    atOpen: (variable, read) => {
      const known = bound.get(variable);
      if (known) return known;
      const name = rc.fresh(foldName(variable.name), pgTypeOf(rc.unit.naming, variable.type, 'variable'));
      const column = b.column(read.span, name);
      before.push(b.assign(read.span, column, read));
      bound.set(variable, column);
      return column;
    },
  };
}
