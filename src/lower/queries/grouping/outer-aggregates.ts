import type { RowSource } from '../../../analyze/analysis.js';
import type { Expr, Select } from '../../../ir/oracle/index.js';
import type { PgExpr, PgFromItem } from '../../../ir/postgres/index.js';
import { contains, isQuery, walk } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { lowerExpr } from '../../expressions/index.js';
import { madeUp } from '../../naming/made-names.js';
import { isPseudo, walkBlock } from '../block-nodes.js';
import { generatedName } from '../scope.js';
import { aggregated, isAggregate } from './group-by.js';

/**
 * Aggregates of a subquery over columns of the queries around it alone. Oracle computes them over the rows of the
 * subquery; in PostgreSQL, as in the standard, they would be aggregates of the query that the columns belong to. A
 * derived table gives the values to the rows of the subquery:
 * ```
 * select (select sum(e.sal) from d) from e   →   select (select sum(outer_values.value) from d, (select e.sal as value)
 * as outer_values) from e
 * ```
 * (SQL Language Reference, "Aggregate Functions": applied "to all the rows in the queried table or view"; PostgreSQL
 * manual, "Aggregate Expressions")
 */
export class OuterAggregates {
  private readonly names = new Map<Expr, string>();
  private readonly alias: string;

  constructor(
    private readonly ex: ExprContext,
    private readonly select: Select,
    own: ReadonlySet<RowSource>,
  ) {
    if (ex.substitutions !== undefined)
      walkBlock([...select.items, select.having], (expr) => {
        if (!isAggregate(ex, expr)) return true;
        const values = aggregated(expr);
        if (values.every((value) => !readsRows(ex, value, own)))
          for (const value of values)
            if (readsOthers(ex, value, own))
              this.names.set(value, madeUp(`value${this.names.size > 0 ? `_${this.names.size + 1}` : ''}`));
        return false;
      });
    this.alias = this.any ? generatedName(ex, 'outer_values') : '';
  }

  get any(): boolean {
    return this.names.size > 0;
  }

  readonly replace = (expr: Expr): PgExpr | undefined => {
    const name = this.names.get(expr);
    return name === undefined ? undefined : b.column(expr.span, this.alias, name);
  };

  from(): PgFromItem {
    const { span } = this.select;
    const items = [...this.names].map(([expr, name]) => b.item(expr.span, lowerExpr(this.ex, expr), name));
    return b.derived(span, b.select(span, { items, from: [] }), this.alias);
  }
}

/** Does the expression depend on the rows of the block itself, or on a query of its own? */
const readsRows = (ex: ExprContext, value: Expr, own: ReadonlySet<RowSource>): boolean =>
  contains(value, (node) => {
    if (isQuery(node) || isPseudo(ex, node, 'ROWNUM') || isPseudo(ex, node, 'LEVEL')) return true;
    const source = sourceOf(ex, node as Expr);
    return source !== undefined && own.has(source);
  });

function readsOthers(ex: ExprContext, value: Expr, own: ReadonlySet<RowSource>): boolean {
  let found = false;
  walk(value, (node) => {
    const source = sourceOf(ex, node as Expr);
    found ||= source !== undefined && source.kind !== 'correlation' && !own.has(source);
  });
  return found;
}

function sourceOf(ex: ExprContext, expr: Expr): RowSource | undefined {
  if (expr.kind !== 'Name' && expr.kind !== 'Call' && expr.kind !== 'Member') return undefined;
  const { base } = ex.unit.analysis.resolve(expr);
  return base.kind === 'column' || base.kind === 'row' ? base.source : undefined;
}
