import type { Analysis, RowSource } from '../../../analyze/analysis.js';
import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import { lastName } from '../../../ir/dotted.js';
import type { CreateView, Query, Select } from '../../../ir/oracle/index.js';
import type { PgFromItem, PgSelect } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { nodesOf } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { foundInUnits } from '../../found-in-units.js';
import { foldName } from '../../naming/naming.js';
import { lowerQuery } from '../index.js';
import { leavesOf } from './leaves.js';

/** The views of which a ROWID is asked: that of the row of the table behind them. */
export const givesRowids = foundInUnits(function* (analysis: Analysis, unit): Generator<RowSource> {
  for (const name of nodesOf(unit, 'Name')) {
    if (lastName(name) !== 'ROWID') continue;
    const { base } = analysis.resolve(name);
    if (base.kind !== 'pseudo' || !base.source) continue;
    if (base.source.kind === 'derived' || viewOf(base.source.relation)) yield base.source;
  }
});

const viewOf = (relation: RelationSymbol | undefined): CreateView | undefined =>
  relation?.definition?.kind === 'CreateView' ? relation.definition : undefined;

/** The only thing that the query reads, and the query. */
function onlyLeaf(query: Query) {
  const { body } = query;
  if (body.kind !== 'Select') return undefined;
  const [leaf, more] = leavesOf(body.from);
  return leaf && !more ? { leaf, select: body } : undefined;
}

/** The table that a view of one table shows, through views below it. (SQL Language Reference, "ROWID Pseudocolumn") */
export function tableBehind(analysis: Analysis, relation: RelationSymbol | undefined): RelationSymbol | undefined {
  const view = viewOf(relation);
  if (!view) return relation?.relation === 'table' ? relation : undefined;
  const only = onlyLeaf(view.query);
  return only && isPlain(only.select) ? tableBehind(analysis, analysis.sourceOf(only.leaf)?.relation) : undefined;
}

const isPlain = ({ quantifier, groupBy, hierarchy }: Select): boolean => !quantifier && !groupBy && !hierarchy;

/**
 * `(select t.id, t.ctid from app.t) v` in place of the view: PostgreSQL's views have no place of their rows. Undefined
 * of views of several tables or of partitions, which have more than one.
 */
export function viewWithPlaces(
  ex: ExprContext,
  relation: RelationSymbol | undefined,
  alias: string,
  span: Span,
): PgFromItem | undefined {
  const view = viewOf(relation);
  const table = tableBehind(ex.unit.analysis, relation);
  if (!view || table?.definition?.kind !== 'CreateTable' || table.definition.partitioning || table.temporary)
    return undefined;
  const names = view.columns?.map((c) => foldName(c.name));
  const query = withPlaces(ex, view.query, lowerQuery({ unit: ex.unit, sql: true }, view.query));
  return b.derived(span, query, alias, names && [...names, 'ctid']);
}

/**
 * The query of one table with the place of its rows; others have none to give. (SQL Language Reference, "ROWID
 * Pseudocolumn")
 */
export function withPlaces(ex: ExprContext, query: Query, made: PgSelect): PgSelect {
  const { body } = made;
  const only = onlyLeaf(query);
  if (!only || body.kind !== 'PgSelectCore' || body.groupBy || body.distinct) return made;
  const [from, more] = body.from;
  if (!from || more || (from.kind !== 'PgTable' && from.kind !== 'PgDerivedTable')) return made;
  const { leaf } = only;
  const alias = from.kind === 'PgTable' ? (from.alias ?? from.name.at(-1) ?? '') : from.alias;
  const read =
    from.kind === 'PgTable'
      ? (viewWithPlaces(ex, ex.unit.analysis.sourceOf(leaf)?.relation, alias, made.span) ?? from)
      : leaf.kind === 'DerivedTable'
        ? { ...from, query: withPlaces(ex, leaf.query, from.query) }
        : from;
  const handsUp = read.kind === 'PgDerivedTable' && body.items.some(({ value }) => value.kind === 'PgStar');
  // What the star takes has the place among its columns already.
  if (handsUp) return { ...made, body: { ...body, from: [read] } };
  const items = [...body.items, b.item(made.span, b.column(made.span, alias, 'ctid'))];
  return { ...made, body: { ...body, items, from: [read] } };
}
