import type { Analysis, RowSource } from '../../../analyze/analysis.js';
import type { PgSelect } from '../../../ir/postgres/index.js';
import { nodesOf } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { remembered } from '../../remembered.js';

/** The inline views of which a ROWID is asked: that of the row of the table behind them. */
export const givesRowids = remembered((analysis: Analysis): ReadonlySet<RowSource> => {
  const found = new Set<RowSource>();
  for (const unit of analysis.units)
    for (const name of nodesOf(unit, 'Name')) {
      if (name.parts.at(-1)?.name !== 'ROWID') continue;
      const { base } = analysis.resolve(name);
      if (base.kind === 'pseudo' && base.source?.kind === 'derived') found.add(base.source);
    }
  return found;
});

/** The query of one table with the place of its rows; others have none to give. (SQL Language Reference, "ROWID Pseudocolumn") */
export function withPlaces(query: PgSelect): PgSelect {
  const { body } = query;
  if (body.kind !== 'PgSelectCore' || body.groupBy || body.distinct) return query;
  const [from, more] = body.from;
  if (!from || more || (from.kind !== 'PgTable' && from.kind !== 'PgDerivedTable')) return query;
  const read = from.kind === 'PgDerivedTable' ? { ...from, query: withPlaces(from.query) } : from;
  const handsUp = from.kind === 'PgDerivedTable' && body.items.some(({ value }) => value.kind === 'PgStar');
  // What the star takes has the place among its columns already.
  if (handsUp) return { ...query, body: { ...body, from: [read] } };
  const alias = from.kind === 'PgTable' ? (from.alias ?? from.name.at(-1) ?? '') : from.alias;
  const items = [...body.items, b.item(query.span, b.column(query.span, alias, 'ctid'))];
  return { ...query, body: { ...body, items, from: [read] } };
}
