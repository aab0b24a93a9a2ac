import type { CollectionTypeSymbol } from '../../../../analyze/model/symbols.js';
import { type OracleType, unknown } from '../../../../analyze/model/types.js';
import type { DmlStatement, IntoClause } from '../../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../../ir/postgres/index.js';
import { b, pgTypes } from '../../../builders.js';
import { isMap } from '../../../collections/collection-types.js';
import { splitOf } from '../../../collections/gaps/split.js';
import { returningQuery } from '../../../dml/index.js';
import { lowerExpr } from '../../../expressions/index.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { exprContext } from '../../body/expr-context.js';
import { statementContext } from '../../cursors/cursor-context.js';
import { collect, collectLists } from './bulk-collect.js';
import { type BulkTarget, bulkTargets, elementType, store } from './bulk-target.js';

/** RETURNING … BULK COLLECT INTO. */
export function bulkReturning(rc: BodyBuilder, statement: DmlStatement, into: IntoClause): PlStatement[] {
  const before: PlStatement[] = [];
  const ex = statementContext(rc, before, statement);
  const query = returningQuery(ex, statement);
  return [...before, ...collect(rc, query, returnedTypes(rc, statement), bulkTargets(rc, into), statement.span)];
}

/**
 * RETURNING … BULK COLLECT INTO inside FORALL: the rows of each execution join those before. Returns what stands
 * before, in and after the loop.
 */
export function bulkReturningInForAll(
  rc: BodyBuilder,
  statement: DmlStatement,
  into: IntoClause,
): { readonly start: PlStatement[]; readonly each: PlStatement[]; readonly finish: PlStatement[] } {
  const before: PlStatement[] = [];
  const ex = statementContext(rc, before, statement);
  const { span } = statement;
  const targets = bulkTargets(rc, into);
  const query = returningQuery(ex, statement);
  const { statements, lists } = collectLists(rc, query, returnedTypes(rc, statement), targets, span);
  const all = targets.map((t) => b.column(span, rc.fresh('all_rows', pgTypes.arrayOf(elementType(rc, t.element)))));
  return {
    start: all.map((list) => b.assign(span, list, b.text(span, '{}'))),
    each: [
      ...before,
      ...statements,
      ...all.map((list, i) => b.assign(span, list, b.binary(span, '||', list, lists[i] ?? list))),
    ],
    finish: targets.flatMap((t, i) => store(rc, t, all[i] ?? b.null(span))),
  };
}

/**
 * RETURNING … BULK COLLECT INTO of EXECUTE IMMEDIATE inside FORALL, whose statements set the targets to the rows of one
 * execution: they join those before.
 */
export function bulkDynamicInForAll(
  rc: BodyBuilder,
  into: IntoClause,
  one: readonly PlStatement[],
): { readonly start: PlStatement[]; readonly each: PlStatement[]; readonly finish: PlStatement[] } {
  const lists = bulkTargets(rc, into).map((t) => {
    const { span } = t.target;
    const all = b.column(span, rc.fresh('all_rows', pgTypes.arrayOf(elementType(rc, t.element))));
    return { t, all, rows: elementsOf(rc, t) };
  });
  return {
    start: lists.map(({ all }) => b.assign(all.span, all, b.text(all.span, '{}'))),
    each: [...one, ...lists.map(({ all, rows }) => b.assign(all.span, all, b.binary(all.span, '||', all, rows)))],
    finish: lists.flatMap(({ t, all }) => store(rc, t, all)),
  };
}

/** The elements of a collection variable as an array. */
function elementsOf(rc: BodyBuilder, { target, type }: BulkTarget): PgExpr {
  const value = lowerExpr(exprContext(rc, []), target);
  const split = splitOf(value);
  if (split) return split.values;
  return type.kind === 'collection' && keepsFields(rc, type.collection) ? b.field(target.span, value, 'v') : value;
}

const keepsFields = (rc: BodyBuilder, collection: CollectionTypeSymbol): boolean =>
  isMap(collection) || rc.unit.naming.keepsGaps(collection);

function returnedTypes(rc: BodyBuilder, statement: DmlStatement): readonly OracleType[] {
  const items = 'returning' in statement ? statement.returning?.items : undefined;
  return items?.map((item) => rc.unit.analysis.typeOf(item)) ?? [unknown];
}
