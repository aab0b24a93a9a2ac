import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { errType, failed, propagate, storeError } from './capture.js';
import { type CollectedColumn, collectedColumns, type QueryLoop } from './rows-before-failure.js';

/** So many rows a cursor FOR loop fetches at a time. */
const batch = 100;

/**
 * A loop whose body can tell when the next rows are fetched: they are, 100 at a time, before the body runs for the first
 * of them. PostgreSQL fetches 10, and then 50. A row that fails does so when its turn comes, where a handler may be
 * there for it. Undefined where a row cannot be taken apart.
 *
 *   open rows for select …;
 *   loop
 *     if at = cardinality(ids) then
 *       at := 0; ids := '{}';
 *       for i in 1..100 loop fetch rows into r; exit when not found; ids := ids || r.id; end loop;
 *       exit when cardinality(ids) = 0;
 *     end if;
 *     at := at + 1;
 *     select ids[at] as id into r;
 *     …
 *   end loop;
 *   close rows;
 */
export function rowsInBatches(
  rc: BodyBuilder,
  loop: QueryLoop,
  body: readonly PlStatement[],
): PlStatement[] | undefined {
  const { span, label, record, query } = loop;
  const columns = collectedColumns(rc, loop);
  const [first] = columns ?? [];
  if (!columns || !first) return undefined;
  const cursor = rc.fresh(`${record}_rows`, pgTypes.named('refcursor'));
  const at = b.column(span, rc.fresh(`${record}_at`, pgTypes.integer));
  const late = rc.mode.kind === 'capture' ? rc.fresh(`${record}_error`, errType) : undefined;
  const row = b.column(span, record);
  const empty = columns.map((c) => b.assign(span, c.rows, b.text(span, '{}')));
  const open: PlStatement = { kind: 'PlOpen', span, cursor, query };
  // What fails while the query is opened fails with its first row.
  const opened =
    late === undefined ? [open] : [b.assign(span, b.column(span, late), b.null(span)), guarded(loop, late, [open])];
  const fetching = nextBatch(rc, loop, cursor, columns);
  const count = b.call(span, 'cardinality', first.rows);
  const none = b.eq(span, count, b.num(span, 0));
  const raised = (condition: (hasFailed: PgExpr) => PgExpr): PlStatement[] =>
    late === undefined ? [] : [b.ifThen(span, condition(failed(span, late)), propagate(rc, span, late))];
  const refill = b.ifThen(span, b.eq(span, at, count), [
    ...raised((hasFailed) => hasFailed),
    b.assign(span, at, b.num(span, 0)),
    ...empty,
    late === undefined ? fetching : guarded(loop, late, [fetching]),
    ...raised((hasFailed) => b.and(span, none, hasFailed)),
    b.exit(span, undefined, none),
  ]);
  const items = columns.map(({ name, rows }) => b.item(span, b.subscript(span, rows, at), name));
  return [
    b.assign(span, at, b.num(span, 0)),
    ...empty,
    // A round that has left the loop, or been left, has not closed it.
    b.assign(span, b.column(span, cursor), b.null(span)),
    ...opened,
    b.loop(
      span,
      [
        refill,
        b.assign(span, at, b.binary(span, '+', at, b.num(span, 1))),
        { kind: 'PlSelectInto', span, query: b.select(span, { items, into: { strict: false, targets: [row] } }) },
        ...body,
      ],
      label,
    ),
    { kind: 'PlClose', span, cursor },
  ];
}

/** `for i in 1..100 loop fetch rows into r; exit when not found; ids := ids || r.id; end loop` */
const nextBatch = (
  rc: BodyBuilder,
  { span, record }: QueryLoop,
  cursor: string,
  columns: readonly CollectedColumn[],
): PlStatement => ({
  kind: 'PlForRange',
  span,
  index: rc.freshLabel('i'),
  reverse: false,
  low: b.num(span, 1),
  high: b.num(span, batch),
  body: [
    { kind: 'PlFetch', span, cursor, targets: [b.column(span, record)] },
    b.exit(span, undefined, b.not(span, b.column(span, 'found'))),
    ...columns.map(({ name, rows }) =>
      b.assign(span, rows, b.call(span, 'array_append', rows, b.column(span, record, name))),
    ),
  ],
});

const guarded = ({ span }: QueryLoop, late: string, body: readonly PlStatement[]): PlStatement =>
  b.block(span, { body, handlers: [b.handler(span, [{ name: 'others' }], [storeError(span, late)])] });
