import type { PgExpr, PgSelect, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b, pgTypes } from '../../../builders.js';
import type { BodyBuilder } from '../../body/body-builder.js';

/*
 * INTO of a query whose targets have the first row when a second one is found, which raises TOO_MANY_ROWS.
 * (first-of-many.ts)
 *   one := false;
 *   for value in select … limit 2 loop
 *     if one then raise exception …; end if;
 *     x := value;
 *     one := true;
 *   end loop;
 *   if not found then raise exception …; end if;
 */

/** The loop over a query. `take`: the assignments that bring the row from `targets` to where it goes. */
export function takeFirstRow(
  rc: BodyBuilder,
  span: Span,
  query: PgSelect,
  targets: readonly PgExpr[],
  take: readonly PlStatement[],
): PlStatement[] {
  const isLimited = query.limit !== undefined || query.withTies === true || query.locking !== undefined;
  const two = isLimited ? query : { ...query, limit: b.num(span, 2) };
  return aroundLoop(rc, span, take, (body) => ({ kind: 'PlForQuery', span, targets, query: two, body }));
}

/** The loop over the query that a text of dynamic SQL is. */
export function takeFirstDynamicRow(
  rc: BodyBuilder,
  span: Span,
  executed: { readonly text: PgExpr; readonly using: readonly PgExpr[]; readonly targets: readonly PgExpr[] },
  take: readonly PlStatement[],
): PlStatement[] {
  return aroundLoop(rc, span, take, (body) => ({ kind: 'PlForDynamic', span, ...executed, body }));
}

function aroundLoop(
  rc: BodyBuilder,
  span: Span,
  take: readonly PlStatement[],
  loop: (body: readonly PlStatement[]) => PlStatement,
): PlStatement[] {
  const one = b.column(span, rc.fresh('one', pgTypes.boolean));
  const body = [
    b.ifThen(span, one, [b.raise(span, 'P0003', 'query returned more than one row')]),
    ...take,
    b.assign(span, one, b.boolean(span, true)),
  ];
  const isNone = b.not(span, b.raw(span, 'found'));
  return [
    b.assign(span, one, b.boolean(span, false)),
    loop(body),
    b.ifThen(span, isNone, [b.raise(span, 'P0002', 'query returned no rows')]),
  ];
}
