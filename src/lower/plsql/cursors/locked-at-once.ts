import type { Analysis } from '../../../analyze/analysis.js';
import type { CursorSymbol, RelationSymbol, Symbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import { forUpdateRowChanged, unsupportedClause } from '../../../diagnostics/op2.js';
import { mapTree } from '../../../ir/map-tree.js';
import type { Query } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgCall, PgSelect } from '../../../ir/postgres/index.js';
import { repeats } from '../../../ir/repetition.js';
import { isWithin, type Span } from '../../../ir/span.js';
import { contains, walk } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { refuse } from '../../context.js';
import { tablesBehind } from '../../dml/tables-behind.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { leavesOf } from '../../queries/from/leaves.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { cursorSymbol } from '../effects/cursors/cursor-places.js';
import { fetchedBefore } from './attributes/fetched-before.js';
import { untilClosed } from './lifetime/closed-in-list.js';
import { mayChange } from './rows-changed.js';

/** The column that makes PostgreSQL read all rows before the first. */
const counted = madeUp('locked_rows');

/**
 * The query of a FOR UPDATE cursor. Oracle locks the rows, and fixes what they hold, at OPEN; PostgreSQL does so at
 * each fetch, and leaves out a row that the transaction has changed meanwhile. Where `statements` may change such rows,
 * all of them are read at once. (PL/SQL Language Reference, "SELECT FOR UPDATE and FOR UPDATE Cursors"; PostgreSQL,
 * src/backend/executor/nodeLockRows.c)
 *
 *     In:  select id from t for update, for a loop with `update t …`
 *     Out: select q.id
 *            from (select q.*, count(*) over () as locked_rows from (select id from t for update) as q) as q
 *           where q.locked_rows is not null
 */
export function lockedAtOnce(
  rc: BodyBuilder,
  query: Query,
  made: PgSelect,
  statements: readonly OracleNode[],
  use: { readonly record?: Symbol | undefined; readonly currentOf?: boolean } = {},
): PgSelect {
  if (!locks(made)) return made;
  // The row that PostgreSQL has locked last is then not the one fetched.
  if (use.currentOf && !made.locking && made.orderBy)
    refuse(unsupportedClause(query.span, 'WHERE CURRENT OF a cursor that sorts the rows which ROWNUM has chosen'));
  if (!mayChange(rc.unit.analysis, tablesOf(rc.unit.analysis, query), statements, { query, record: use.record }))
    return made;
  const { span } = query;
  const names = rc.unit.analysis.columnsOf(query).map((c, n) => (c.name === '' ? `column_${n + 1}` : foldName(c.name)));
  // With SKIP LOCKED others shall have the rows that are not fetched yet.
  const skips = query.forUpdate?.wait?.kind === 'SKIP LOCKED';
  if (skips || use.currentOf || new Set(names).size < names.length) {
    rc.unit.report(forUpdateRowChanged(span));
    return made;
  }
  const count: PgCall = {
    ...b.call(span, 'count', b.star(span)),
    over: { kind: 'PgWindow', span, partitionBy: [], orderBy: [] },
  };
  const all = b.select(span, {
    items: [b.item(span, b.star(span, madeUp('q'))), b.item(span, count, counted)],
    from: [b.derived(span, made, madeUp('q'), names)],
  });
  return b.select(span, {
    items: names.map((name) => b.item(span, b.column(span, madeUp('q'), name))),
    from: [b.derived(span, all, madeUp('q'))],
    where: b.isNotNull(span, b.column(span, madeUp('q'), counted)),
  });
}

/**
 * The query of a cursor whose rows `statements` may change before the first of them is fetched: they are locked at OPEN
 * by a statement of their own, and the cursor shows them as they are then. Undefined where no statement may change them,
 * or the rows have to be locked one by one.
 *
 *     Out: perform 1 from t for update;
 *          open c for select id from t;
 */
export function lockedAtOpen(
  rc: BodyBuilder,
  { cursor, query }: { readonly cursor: CursorSymbol | VariableSymbol; readonly query: Query },
  made: PgSelect,
  statements: readonly OracleNode[],
  currentOf: boolean,
): { readonly lock: PgSelect; readonly read: PgSelect } | undefined {
  const { analysis } = rc.unit;
  if (!locks(made) || currentOf || query.forUpdate?.wait?.kind === 'SKIP LOCKED') return undefined;
  if (!mayChange(analysis, tablesOf(analysis, query), beforeFetch(rc, cursor, statements), { query })) return undefined;
  return { lock: onlyLocks(made), read: withoutLocks(made) };
}

/**
 * The same for a cursor variable: whoever is given it may change its rows, so they are locked by a statement of their
 * own wherever it is opened FOR UPDATE.
 */
export function lockedBefore(query: Query, made: PgSelect): { readonly lock?: PgSelect; readonly read: PgSelect } {
  if (!locks(made) || query.forUpdate?.wait?.kind === 'SKIP LOCKED') return { read: made };
  return { lock: onlyLocks(made), read: withoutLocks(made) };
}

/** FOR UPDATE, of the query or of a derived table whose rows are numbered above it. */
const locks = (query: PgSelect): boolean => contains(query, (n) => n.kind === 'PgSelect' && n.locking !== undefined);

/** What the columns call has been called by the query that reads: `select 1 from t for update` locks the same rows. */
function onlyLocks(query: PgSelect): PgSelect {
  const { body, orderBy: _, ...lock } = query;
  const isPlain = lock.locking && lock.limit === undefined && lock.offset === undefined;
  if (!isPlain || body.kind !== 'PgSelectCore') return query;
  return { ...lock, body: { ...body, items: [b.item(query.span, b.num(query.span, 1))] } };
}

function withoutLocks(query: PgSelect): PgSelect {
  const { locking, ...read } = query;
  if (locking) return read;
  return mapTree(query, (n) => {
    if (n.kind !== 'PgSelect' || !n.locking) return undefined;
    const { locking: _, ...rest } = n;
    return rest;
  });
}

/**
 * Of what runs while the cursor is open, what may run before the first fetch from it: parts of loops and branches, too.
 */
function beforeFetch(
  { unit }: BodyBuilder,
  cursor: CursorSymbol | VariableSymbol,
  statements: readonly OracleNode[],
): readonly OracleNode[] {
  const isFetch = (node: OracleNode): boolean =>
    node.kind === 'Fetch' && cursorSymbol(unit.analysis, node.cursor) === cursor;
  const found: OracleNode[] = [];
  for (const statement of statements)
    walk(statement, (node) => {
      if (isFetch(node)) return false;
      if (contains(node, isFetch)) return true;
      if (fetchedBefore(unit, cursor, node.span) !== 'yes') found.push(node);
      return false;
    });
  return found;
}

/**
 * The statements of a body between an OPEN and the last CLOSE before the cursor is opened again, in the order of the
 * source; those of a loop as a whole, whose next round may find open what this one opens. An OPEN without a CLOSE before
 * it finds the cursor open, and leaves it so.
 */
export function whileOpen(
  { unit, source: body }: BodyBuilder,
  cursor: CursorSymbol | VariableSymbol,
  open: Span,
): readonly OracleNode[] {
  const { analysis } = unit;
  const around = repeatedAround(body, open);
  if (around && !untilClosed({ unit, source: body }, cursor, open)) return [around];
  const places = { opens: [] as number[], closes: [] as number[] };
  walk(body, (node) => {
    if (node.kind !== 'OpenCursor' && node.kind !== 'CloseCursor') return true;
    if (cursorSymbol(analysis, node.cursor) !== cursor) return true;
    (node.kind === 'OpenCursor' ? places.opens : places.closes).push(node.span.start);
    return true;
  });
  const isClosedBefore = (at: number): boolean => places.closes.some((close) => close > open.start && close < at);
  const again = Math.min(
    ...places.opens.filter((at) => at > open.start && isClosedBefore(at)),
    Number.POSITIVE_INFINITY,
  );
  const closed = Math.max(...places.closes.filter((at) => at > open.start && at < again), Number.NEGATIVE_INFINITY);
  const end = closed > open.start ? closed : again;
  const found: OracleNode[] = [];
  walk(body, (node) => {
    const { span } = node;
    const inside = span.start > open.start && span.end <= end;
    if (inside) found.push(node);
    return !inside;
  });
  return found;
}

/** The outermost loop around the place. */
function repeatedAround(body: OracleNode, place: Span): OracleNode | undefined {
  let found: OracleNode | undefined;
  walk(body, (node) => {
    if (!found && repeats(node) && isWithin(place, node.span)) found = node;
    return !found;
  });
  return found;
}

function tablesOf(analysis: Analysis, query: Query): ReadonlySet<RelationSymbol> {
  if (query.body.kind !== 'Select') return new Set();
  return new Set(leavesOf(query.body.from).flatMap((item) => [...tablesBehind(analysis, item)]));
}
