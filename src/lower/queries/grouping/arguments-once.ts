import type { Expr, OrderItem, Select } from '../../../ir/oracle/index.js';
import { contains, isQuery, walk } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';
import { isOnceOnly } from '../../expressions/evaluation/once-in-sql.js';
import { aggregated, containsAggregate, isAggregate, isGrouped } from './group-by.js';

/*
 * Oracle works the arguments of aggregates and analytic functions out once for each row. Some become several functions
 * of PostgreSQL (`avg` is `sum` by `count`, whose digits are Oracle's), and a window function asks for its argument as
 * often as its frames need it: there, what does something or answers otherwise each time is worked out below, as a column
 * of the rows. (SQL Language Reference, "Aggregate Functions", "Analytic Functions")
 */

/** Aggregates that are written as several, each with the argument. */
const severalTimes = /^(?:AVG|STDDEV(?:_POP|_SAMP)?|VAR(?:IANCE|_POP|_SAMP)|PERCENTILE_(?:CONT|DISC))$/;

/**
 * The arguments in the select list, HAVING and ORDER BY that are to be columns of the rows. Analytic functions of a query
 * with groups have theirs from these.
 */
export function argumentsOnce(ex: ExprContext, select: Select, orderBy: readonly OrderItem[]): ReadonlySet<Expr> {
  const isGroups = isGrouped(ex, select);
  const found = new Set<Expr>();
  for (const root of [...select.items, ...(select.having ? [select.having] : []), ...orderBy])
    walk(root, (node) => {
      if (isQuery(node)) return false;
      if (node.kind !== 'Call' || !(node.over ? !isGroups : isSeveral(ex, node))) return true;
      for (const value of aggregated(node))
        if (value.kind !== 'Star' && isOnceOnly(ex, value) && !isOfGroups(ex, value)) found.add(value);
      return true;
    });
  return found;
}

function isSeveral(ex: ExprContext, call: Extract<Expr, { kind: 'Call' }>): boolean {
  if (!isAggregate(ex, call)) return false;
  const { base } = ex.unit.analysis.resolve(call);
  if (base.kind !== 'builtin') return false;
  return severalTimes.test(base.name) || (call.keep !== undefined && base.name !== 'MIN' && base.name !== 'MAX');
}

/** Is it made of groups, or of other windows, rather than of the rows below them? */
const isOfGroups = (ex: ExprContext, value: Expr): boolean =>
  containsAggregate(ex, value) || contains(value, (node) => node.kind === 'Call' && node.over !== undefined);
