import { unsupportedClause } from '../../diagnostics/op2.js';
import type { Query, SubqueryFactor, With } from '../../ir/oracle/index.js';
import type { PgCte, PgWith } from '../../ir/postgres/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr } from '../expression.js';
import { foldName } from '../naming.js';
import { lowerQueryAs } from '../query.js';
import { withLeaky } from './scope.js';

/** WITH: factors become common table expressions; those that name themselves are recursive. (SQL Language Reference, subquery_factoring_clause) */
export function lowerWith(ex: ExprContext, clause: With): { readonly with: PgWith; readonly ex: ExprContext } {
  if (clause.routines.length > 0) refuse(unsupportedClause(clause.span, 'PL/SQL in a WITH clause'));
  const leaky: string[] = [];
  let inner = ex;
  let recursive = false;
  const ctes: PgCte[] = [];
  for (const factor of clause.factors) {
    if (namesItself(factor)) recursive = true;
    ctes.push(numbered(factor, lowerFactor(inner, factor)));
    if (factor.cycle && !factor.search) {
      leaky.push(factor.name.name);
      inner = withLeaky(ex, leaky);
    }
  }
  return { with: { kind: 'PgWith', span: clause.span, recursive, ctes }, ex: inner };
}

/**
 * The column that SEARCH sets is a number in Oracle and a record, or an array of them, in PostgreSQL: the query is put below
 * one of its name that numbers the rows in that order.
 */
function numbered(factor: SubqueryFactor, cte: PgCte): PgCte {
  if (!cte.search || !cte.columns) return cte;
  const { span, name, search, columns } = cte;
  const shown = [...columns, ...(cte.cycle ? [cte.cycle.set] : [])];
  const number = b.cast(
    span,
    {
      ...b.call(span, 'row_number'),
      over: { kind: 'PgWindow', span, partitionBy: [], orderBy: [{ value: b.column(span, name, search.set) }] },
    },
    pgTypes.numeric,
  );
  const query = b.select(span, {
    with: { kind: 'PgWith', span: factor.span, recursive: true, ctes: [cte] },
    items: [...shown.map((c) => b.item(span, b.column(span, name, c))), b.item(span, number, search.set)],
    from: [{ kind: 'PgTable', span, name: [name] }],
  });
  return { kind: 'PgCte', span, name, query };
}

function lowerFactor(ex: ExprContext, factor: SubqueryFactor): PgCte {
  const { analysis } = ex.unit;
  const recursive = namesItself(factor);
  const use = recursive ? { types: analysis.columnsOf(factor.query).map((c) => c.type), exact: true } : {};
  const name = foldName(factor.name.name);
  const set = factor.search ? foldName(factor.search.set.name) : undefined;
  return {
    kind: 'PgCte',
    span: factor.span,
    name,
    ...(factor.columns ? { columns: factor.columns.map((c) => foldName(c.name)) } : {}),
    query: lowerQueryAs(ex, factor.query, use),
    ...(factor.search && set
      ? {
          search: {
            order: factor.search.order === 'DEPTH' ? 'depth' : 'breadth',
            by: factor.search.by.map((item) => {
              if (item.value.kind !== 'Name' || item.direction === 'DESC' || item.nulls === 'FIRST')
                return refuse(unsupportedClause(item.span, 'SEARCH … BY with DESC or NULLS FIRST'));
              return foldName(item.value.parts[item.value.parts.length - 1]?.name ?? '');
            }),
            set,
          },
        }
      : {}),
    ...(factor.cycle
      ? {
          cycle: {
            columns: factor.cycle.columns.map((c) => foldName(c.name)),
            set: foldName(factor.cycle.set.name),
            to: lowerExpr(ex, factor.cycle.to),
            otherwise: lowerExpr(ex, factor.cycle.otherwise),
            using: `${foldName(factor.cycle.set.name)}_path`,
          },
        }
      : {}),
  };
}

function namesItself(factor: SubqueryFactor): boolean {
  return mentions(factor.query, factor.name.name);
}

function mentions(query: Query, name: string): boolean {
  let found = false;
  walk(query as AnyNode, (n) => {
    if (n.kind === 'TableRef') {
      const parts = (n as unknown as { name: { parts: readonly { name: string }[] } }).name.parts;
      if (parts.length === 1 && parts[0]?.name === name) found = true;
    }
    return !found;
  });
  return found;
}
