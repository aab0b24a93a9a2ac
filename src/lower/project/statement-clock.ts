import { mapTree } from '../../ir/map-tree.js';
import type { PgDml, PgExpr, PgSelect, PgStatement } from '../../ir/postgres/index.js';
import type { PostgresNode } from '../../ir/postgres/node.js';
import { walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { coarseClocks, fineClocks } from '../function-facts.js';
import { madeUp } from '../naming/made-names.js';

/*
 * All of a statement reads one time: SYSTIMESTAMP is the same wherever it stands in it. (SQL Language Reference,
 * "SYSTIMESTAMP"; Database Concepts, "Statement-Level Read Consistency") Each `(select ora.systimestamp())` of
 * PostgreSQL reads the clock on its own, so where a statement has several:
 *   with statement_clock as materialized (select ora.systimestamp() as now)
 *   insert into t values ((select now from statement_clock), (select now from statement_clock))
 * SYSDATE and CURRENT_DATE have no fractions of a second, and stay as they are, but in a row of VALUES: it is worked
 * out once, so that no subquery has to see to it:
 *   insert into t values (1, ora.sysdate())
 */

const name = madeUp('statement_clock');
const statements: ReadonlySet<string> = new Set(['PgSelect', 'PgInsert', 'PgUpdate', 'PgDelete', 'PgMerge']);

/** What was lowered, with one reading of the clock in each of its SQL statements. */
export function readingClockOnce<T extends PgStatement>(statement: T): T {
  const read = clocksIn(statement);
  const direct = read.some((clock) => coarseClocks.has(clock)) ? readingClockDirectly(statement) : statement;
  return read.filter((clock) => fineClocks.has(clock)).length < 2 ? direct : readingFineClockOnce(direct);
}

function readingFineClockOnce<T extends PgStatement>(statement: T): T {
  return mapTree(statement, (node) => (statements.has(node.kind) ? withClock(node as PgSelect | PgDml) : undefined));
}

/**
 * Rows of VALUES without the subqueries around SYSDATE and CURRENT_DATE; what stands in a query of its own keeps them.
 */
function readingClockDirectly<T extends PgStatement>(statement: T): T {
  return mapTree(statement, (node) => {
    if (node.kind !== 'PgInsert') return undefined;
    const { source } = node;
    if (typeof source === 'string' || source.kind !== 'PgValues' || source.rows.length !== 1) return undefined;
    const rows = mapTree(source.rows, (value) => {
      const clock = clockOf(value);
      if (clock !== undefined && coarseClocks.has(clock)) return b.ora((value as PgExpr).span, clock);
      return value.kind === 'PgSelect' ? value : undefined;
    });
    return rows === source.rows ? undefined : { ...node, source: { ...source, rows } };
  });
}

/** One statement, of a query or of DML. */
function withClock(root: PgSelect | PgDml): PgSelect | PgDml {
  if (clocksIn(root).filter((clock) => fineClocks.has(clock)).length < 2) return root;
  const made = mapTree(root, (node) => {
    const clock = clockOf(node);
    return clock === undefined || !fineClocks.has(clock) ? undefined : fromClock(node as PgExpr, clock);
  });
  const { span } = root;
  const reading = b.select(span, { items: [b.item(span, b.ora(span, 'systimestamp'), madeUp('now'))] });
  return {
    ...made,
    with: {
      kind: 'PgWith',
      span,
      recursive: made.with?.recursive ?? false,
      ctes: [{ kind: 'PgCte', span, name, materialized: true, query: reading }, ...(made.with?.ctes ?? [])],
    },
  };
}

/** What reads a clock at or below the node, as often as it stands there. */
function clocksIn(root: PostgresNode): readonly string[] {
  const clocks: string[] = [];
  walk(root, (node) => {
    const clock = clockOf(node);
    if (clock !== undefined) clocks.push(clock);
  });
  return clocks;
}

/** The function in `(select ora.systimestamp())`. */
function clockOf(expr: PostgresNode): string | undefined {
  if (expr.kind !== 'PgScalarSubquery') return undefined;
  const { body } = expr.query;
  const [only, more] = body.kind === 'PgSelectCore' ? body.items : [];
  const value = only?.value;
  if (more || value?.kind !== 'PgCall' || value.name[0] !== 'ora' || value.args.length > 0) return undefined;
  return value.name[1];
}

function fromClock({ span }: PgExpr, clock: string): PgExpr {
  const now = b.column(span, name, madeUp('now'));
  const value =
    clock === 'systimestamp_local'
      ? b.ora(span, 'at_zone', now, b.ora(span, 'server_timezone'))
      : clock === 'localtimestamp'
        ? b.cast(span, now, pgTypes.timestamp)
        : now;
  return b.scalar(span, b.select(span, { items: [value], from: [b.table(span, [name])] }));
}
