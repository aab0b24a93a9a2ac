import type { SubqueryFactor } from '../../../ir/oracle/index.js';
import type { PgCte, PgExpr, PgSelectCore } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { blockContains } from '../block-nodes.js';
import { plainBranch, referenceTo } from './branches.js';

/*
 * PostgreSQL plans no CYCLE over a recursive member whose window functions order or part by what is no column of the
 * result ("could not find replacement targetlist entry"). There the mark and the path are columns as any other.
 * (PostgreSQL manual, "WITH Queries", "Cycle Detection")
 */

/** The query with columns of its own in place of CYCLE, where its recursive member has window functions. */
export function cycleOfWindows(factor: SubqueryFactor, cte: PgCte): PgCte {
  const { cycle, columns, query, span } = cte;
  if (!cycle || !columns || query.kind !== 'PgSelect' || !hasWindows(factor)) return cte;
  const { body } = query;
  if (body.kind !== 'PgSetOperation' || body.op !== 'union all') return cte;
  const anchor = plainBranch(body.left);
  const member = plainBranch(body.right);
  const parent = member && referenceTo(member.from, cte.name);
  if (!anchor || !member || parent === undefined) return cte;
  const places = cycle.columns.map((name) => columns.indexOf(name));
  const row = (core: PgSelectCore): PgExpr => ({
    kind: 'PgRow',
    span,
    items: places.map((i) => core.items[i]?.value ?? b.null(span)),
  });
  const marked = (value: PgExpr): PgExpr => (value.kind === 'PgString' ? b.cast(span, value, pgTypes.text) : value);
  const to = marked(cycle.to ?? b.boolean(span, true));
  const otherwise = marked(cycle.otherwise ?? b.boolean(span, false));
  const path = b.column(span, parent, cycle.using);
  const isLooped: PgExpr = { kind: 'PgQuantified', span, op: '=', quantifier: 'any', left: row(member), right: path };
  // What closes a loop has no rows below it.
  const goesOn = b.binary(span, '<>', b.column(span, parent, cycle.set), to);
  const { cycle: _, ...plain } = cte;
  return {
    ...plain,
    columns: [...columns, cycle.set, cycle.using],
    query: {
      ...query,
      body: {
        ...body,
        left: {
          ...anchor,
          items: [...anchor.items, b.item(span, otherwise), b.item(span, b.array(span, row(anchor)))],
        },
        right: {
          ...member,
          items: [
            ...member.items,
            b.item(span, b.caseWhen(span, [{ when: isLooped, then: to }], otherwise)),
            b.item(span, b.binary(span, '||', path, row(member))),
          ],
          where: member.where ? b.and(span, member.where, goesOn) : goesOn,
        },
      },
    },
  };
}

function hasWindows({ query: { body } }: SubqueryFactor): boolean {
  return (
    body.kind === 'SetOperation' &&
    body.right.kind === 'Select' &&
    blockContains(body.right.items, (node) => node.kind === 'Call' && node.over !== undefined)
  );
}
