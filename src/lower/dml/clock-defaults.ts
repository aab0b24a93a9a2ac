import type { ColumnInfo } from '../../analyze/model/symbols.js';
import { coarseClocks, fineClocks } from '../../analyze/oracle/clocks.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { PgExpr, PgSelect } from '../../ir/postgres/index.js';
import { contains } from '../../ir/walk.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { columnsLeftToDefaults, type DmlTable } from './target.js';
import { columnAssignment } from './values.js';

/*
 * A statement reads the clock once, the defaults of its rows among it; in PostgreSQL each default of each row reads it
 * anew. (SQL Language Reference, "SYSTIMESTAMP"; Database Concepts, "Statement-Level Read Consistency") So the defaults
 * are written into an INSERT where that can be seen:
 *   insert into t (id) select …          →  insert into t (id, created) select …, (select ora.systimestamp())
 *   insert into t (id) values (1)        →  the same, if two columns of the row hold the time
 */

/** A column that the statement leaves out, and the time that it gets. */
export interface ClockDefault {
  readonly column: string;
  readonly value: PgExpr;
}

/**
 * The defaults that have to be written; `many`: there may be several rows; `given`: what the statement gives itself.
 */
export function clockDefaults(
  ex: ExprContext,
  table: DmlTable,
  named: readonly (ColumnInfo | undefined)[],
  { many, given }: { readonly many: boolean; readonly given: readonly Expr[] },
): readonly ClockDefault[] {
  const left = columnsLeftToDefaults(table, named);
  const finely = left.filter((c) => isClock(ex, c.value, fineClocks));
  const coarsely = many ? left.filter((c) => isClock(ex, c.value, coarseClocks)) : [];
  const shown = many || finely.length > 1 || given.some((value) => readsClock(ex, value));
  const chosen = left.filter((c) => (shown && finely.includes(c)) || coarsely.includes(c));
  return chosen.map(({ column, value }) => ({
    column: foldName(column.name),
    value: columnAssignment(ex, value, column),
  }));
}

/** The query with the defaults after its columns. */
export function withClockDefaults(query: PgSelect, defaults: readonly ClockDefault[]): PgSelect {
  if (defaults.length === 0) return query;
  const { body, span } = query;
  const values = defaults.map((d) => b.item(span, d.value));
  if (body.kind === 'PgSelectCore' && !body.distinct && !body.distinctOn)
    return { ...query, body: { ...body, items: [...body.items, ...values] } };
  return b.select(span, {
    items: [b.item(span, b.star(span, madeUp('q'))), ...values],
    from: [b.derived(span, query, madeUp('q'))],
  });
}

function isClock(ex: ExprContext, expr: OracleNode, clocks: readonly string[]): boolean {
  if (expr.kind !== 'Name' && expr.kind !== 'Call') return false;
  const { base } = ex.unit.analysis.resolve(expr);
  return base.kind === 'builtin' && clocks.includes(base.name);
}

const readsClock = (ex: ExprContext, value: Expr): boolean => contains(value, (node) => isClock(ex, node, fineClocks));
