import { unsupportedClause } from '../../diagnostics/op2.js';
import { conjunctsOf } from '../../ir/conjuncts.js';
import type { CurrentOf, DmlTarget, Expr, TableRef } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { type CursorIdentity, cursorOf } from '../plsql/body/cursor-state.js';
import { usesPseudo } from '../queries/block-nodes.js';
import { type RownumLimit, rownumLimit, smaller } from '../queries/limits/rownum.js';
import { chosenBy } from '../queries/where/chosen-by.js';
import { placeItems } from './row-places.js';
import type { DmlTable } from './target.js';

/** What `lowerWhere` gives: a condition, or a cursor whose row is meant. */
type DmlWhere = PgExpr | { readonly currentOf: string } | undefined;

/** WHERE of UPDATE and DELETE. With ROWNUM the rows are chosen first, by their physical address. */
export function lowerWhere(
  ex: ExprContext,
  where: Expr | CurrentOf | undefined,
  table: DmlTable,
  span: Span,
): DmlWhere {
  if (!where) return undefined;
  if (where.kind === 'CurrentOf') {
    // PostgreSQL finds the cursor's row in tables only.
    if (table.relation?.relation === 'view') return refuse(unsupportedClause(where.span, 'WHERE CURRENT OF on a view'));
    const cursor = cursorOf(ex.unit, where.cursor);
    return cursor
      ? { currentOf: cursorName(ex, cursor) }
      : refuse(unsupportedClause(where.span, 'WHERE CURRENT OF a cursor that is not known'));
  }
  const { condition, limit } = chosenRows(ex, where, table, span);
  if (!limit) return condition;
  const place = placeItems(span, table.alias, table.relation).map(({ value }) => value);
  const chosen = b.select(span, {
    items: place,
    from: [table.table],
    ...(condition ? { where: condition } : {}),
    limit,
  });
  return {
    kind: 'PgInQuery',
    span,
    negated: false,
    operand: place.length > 1 ? { kind: 'PgRow', span, items: place, bare: true } : (place[0] ?? b.null(span)),
    query: chosen,
  };
}

/**
 * The partition of the target that a change of a cursor's row is made in: a cursor that reads a single partition locks
 * rows of that alone, where PostgreSQL looks for them in each.
 */
export function partitionOfCursor(
  ex: ExprContext,
  target: DmlTarget,
  where: Expr | CurrentOf | undefined,
): TableRef['partition'] {
  if (where?.kind !== 'CurrentOf' || target.kind !== 'TableRef') return undefined;
  const symbol = cursorOf(ex.unit, where.cursor)?.symbol;
  const body = symbol?.kind === 'cursor' ? symbol.query?.body : undefined;
  const [read, more] = body?.kind === 'Select' ? body.from : [];
  if (more || read?.kind !== 'TableRef') return undefined;
  const { analysis } = ex.unit;
  return analysis.sourceOf(read)?.relation === analysis.sourceOf(target)?.relation ? read.partition : undefined;
}

/** The rows that WHERE leaves: what it asks of each, and how many of them conditions on ROWNUM let through. */
export interface ChosenRows {
  readonly condition?: PgExpr;
  readonly limit?: PgExpr;
}

/** WHERE by what it asks of a row and what it asks of ROWNUM. @throws Refusal where ROWNUM chooses rows of a view */
export function chosenRows(ex: ExprContext, where: Expr, table: DmlTable, span: Span): ChosenRows {
  const conjuncts = conjunctsOf(where);
  const counted = conjuncts.filter((c) => usesPseudo(ex, 'ROWNUM', [c]));
  if (counted.length === 0) return { condition: chosenBy(ex, where) };
  const own = new Set(table.source ? [table.source] : []);
  const limit = counted
    .map((c) => rownumLimit(ex, c, own))
    .reduce<RownumLimit>((x, y) => smaller(span, x, y), { kind: 'all' });
  const rest = conjuncts.filter((c) => !counted.includes(c));
  const condition = rest.length > 0 ? { condition: b.and(where.span, ...rest.map((c) => chosenBy(ex, c))) } : {};
  if (limit.kind === 'all') return condition;
  if (table.relation?.relation === 'view') return refuse(unsupportedClause(span, 'ROWNUM in the change of a view'));
  return { ...condition, limit: limit.count };
}

/** What PL/pgSQL calls the cursor: its variable may be called otherwise, where a column has the name. */
function cursorName(ex: ExprContext, { package: inPackage, name, symbol }: CursorIdentity): string {
  if (inPackage || !ex.routine) return name;
  const variable = ex.routine.variable(symbol.kind === 'cursor' ? symbol.variable : symbol, { sql: false });
  return (variable.kind === 'PgColumn' ? variable.parts.at(-1) : undefined) ?? name;
}
