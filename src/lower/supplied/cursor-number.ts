import { argumentsNamed } from '../../ir/arguments-named.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerExpr } from '../expressions/index.js';
import { assignTo } from '../plsql/statements/assignments/targets.js';
import type { SuppliedCall } from './packages/conversion.js';

/**
 * `c := DBMS_SQL.TO_CURSOR_NUMBER(rc)`: from then on the cursor belongs to the number alone, and the variable is not
 * open. (PL/SQL Packages and Types Reference, "TO_CURSOR_NUMBER Function")
 */
export function toCursorNumber(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr | undefined {
  const { routine: rc, hoist } = ex;
  const variable = argumentsNamed(base.args)('RC', 0);
  if (!rc || !hoist || !variable) return undefined;
  const number = b.column(span, rc.temporary('cursor_number', pgTypes.integer));
  hoist(b.assign(span, number, b.ora(span, 'dbms_sql_to_cursor_number', lowerExpr(ex, variable))));
  for (const s of assignTo(rc, variable, b.null(span), { kind: 'refCursor' })) hoist(s);
  return number;
}
