import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { PlIf } from '../../../ir/postgres/plpgsql.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import type { RoutineContext } from '../../plsql/body/routine-context.js';
import { repeatableKey, size } from '../elements.js';
import type { SparseSplit } from '../gaps/split.js';
import { askKeys } from '../map-keys.js';
import { mapParts } from './assign-element.js';
import { type SizeChange, shortened } from './size-change.js';

/** DELETE of an associative array: all, one key, or those from one to another. */
export function deleteFromMap(rc: RoutineContext, { place, collection, args, span }: SizeChange): PlStatement[] {
  const map = mapParts(place, collection, span);
  const { keys, values, ordered } = map;
  const [key, high] = args;
  const empty = b.text(span, '{}');
  if (!key)
    return [
      b.assign(span, keys, empty),
      b.assign(span, values, empty),
      ...(ordered ? [b.assign(span, ordered, b.num(span, 0))] : []),
    ];
  const from = b.column(span, rc.temporary('slot', pgTypes.integer));
  const cut = (array: PgExpr, till: PgExpr): PlStatement =>
    b.assign(span, array, b.ora(span, 'array_cut', array, from, till));
  const less = (count: PgExpr): PlStatement => b.assign(span, count, b.binary(span, '-', count, b.num(span, 1)));
  if (!high) {
    return [
      b.assign(span, from, askKeys(span, 'found', map, key)),
      b.ifThen(span, b.binary(span, '>', from, b.num(span, 0)), [
        cut(values, from),
        cut(keys, from),
        ...(ordered ? [b.ifThen(span, b.binary(span, '<=', from, ordered), [less(ordered)])] : []),
      ]),
    ];
  }
  const till = b.column(span, rc.temporary('last_slot', pgTypes.integer));
  return [
    b.assign(span, from, b.ora(span, 'map_ceiling', keys, key)),
    b.assign(span, till, b.ora(span, 'map_floor', keys, high)),
    cut(values, till),
    cut(keys, till),
  ];
}

/**
 * DELETE marks places as gone; TRIM and EXTEND go on counting them. (PL/SQL Language
 * Reference, "DELETE Collection Method")
 */
export function deleteFromSparse(
  rc: RoutineContext,
  ex: ExprContext,
  { args, span }: SizeChange,
  { values, gone }: SparseSplit,
): PlStatement[] {
  const [low, high] = args;
  if (!low)
    return [
      b.assign(span, values, shortened(ex, values, b.num(span, 0), span)),
      b.assign(span, gone, b.text(span, '{}')),
    ];
  const places = size(span, values);
  const missing = b.binary(span, '-', places, size(span, gone));
  const filled = b.binary(span, '||', gone, b.call(span, 'array_fill', b.boolean(span, false), b.array(span, missing)));
  const room = b.ifThen(span, b.binary(span, '<', size(span, gone), b.ora(span, 'count_of', places)), [
    b.assign(span, gone, filled),
  ]);
  const mark = (at: PgExpr): PlStatement => b.assign(span, b.subscript(span, gone, at), b.boolean(span, true));
  if (high) return deleteRange(rc, { first: low, last: high, places, mark, room, span });
  const before: PlStatement[] = [];
  const at = repeatableKey(rc, low, { type: pgTypes.integer, span }, before);
  const inside: PgExpr = { kind: 'PgBetween', span, negated: false, operand: at, low: b.num(span, 1), high: places };
  return [...before, room, b.ifThen(span, inside, [mark(at)])];
}

/** DELETE(low, high) of what has gaps. */
function deleteRange(
  rc: RoutineContext,
  {
    first,
    last,
    places,
    mark,
    room,
    span,
  }: {
    readonly first: PgExpr;
    readonly last: PgExpr;
    readonly places: PgExpr;
    readonly mark: (at: PgExpr) => PlStatement;
    readonly room: PlIf;
    readonly span: Span;
  },
): PlStatement[] {
  const index = rc.freshLabel('place');
  const range: PlStatement = {
    kind: 'PlForRange',
    span,
    index,
    reverse: false,
    // A NULL bound deletes nothing.
    low: b.coalesce(
      span,
      b.caseWhen(span, [
        { when: b.binary(span, '>', first, b.num(span, 1)), then: first },
        { when: b.isNotNull(span, first), then: b.num(span, 1) },
      ]),
      b.num(span, 2147483647),
    ),
    high: b.coalesce(
      span,
      b.caseWhen(span, [
        { when: b.binary(span, '<=', last, places), then: last },
        { when: b.isNotNull(span, last), then: places },
      ]),
      b.num(span, 0),
    ),
    body: [mark(b.column(span, index))],
  };
  return [room, range];
}
