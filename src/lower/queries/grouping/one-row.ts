import { lastName } from '../../../ir/dotted.js';
import type { FromItem, QueryBody, SubqueryFactor, TableRef } from '../../../ir/oracle/index.js';
import { nodesOf } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';
import { isGrouped } from './group-by.js';

/**
 * Has the item of a FROM clause one row at most: DUAL, `(select 'a,b' str from dual)`, `(select max(x) from t)`,
 * a factor that is such a query?
 */
export function hasOneRow(ex: ExprContext, item: FromItem, within: readonly SubqueryFactor[] = []): boolean {
  switch (item.kind) {
    case 'TableRef': {
      if (item.pivots) return false;
      const source = ex.unit.analysis.sourceOf(item);
      if (source?.kind === 'dual') return true;
      if (source?.kind !== 'factor') return false;
      const factors = factorsNamed(ex, item);
      return (
        factors.length > 0 &&
        factors.every((f) => !within.includes(f) && bodyHasOneRow(ex, f.query.body, [...within, f]))
      );
    }
    case 'DerivedTable':
      return !item.pivots && bodyHasOneRow(ex, item.query.body, within);
    case 'Join':
      return (
        item.type !== 'RIGHT' &&
        item.type !== 'FULL' &&
        [item.left, item.right].every((side) => hasOneRow(ex, side, within))
      );
    default:
      return false;
  }
}

/** Every factor of the name in the statement's unit: which one is meant makes no difference where all have one row. */
function factorsNamed(ex: ExprContext, { name, span }: TableRef): readonly SubqueryFactor[] {
  const found: SubqueryFactor[] = [];
  const last = lastName(name);
  for (const unit of ex.unit.analysis.units) {
    if (unit.span.file !== span.file || unit.span.start > span.start || unit.span.end < span.end) continue;
    for (const factor of nodesOf(unit, 'SubqueryFactor')) if (factor.name.name === last) found.push(factor);
  }
  return found;
}

function bodyHasOneRow(ex: ExprContext, body: QueryBody, within: readonly SubqueryFactor[]): boolean {
  switch (body.kind) {
    case 'Query':
      return bodyHasOneRow(ex, body.body, within);
    case 'Select':
      if (body.groupBy || body.hierarchy || body.model) return false;
      return isGrouped(ex, body) || (body.from.length > 0 && body.from.every((item) => hasOneRow(ex, item, within)));
    case 'SetOperation':
    case 'TableValues':
      return false;
    default: {
      const forgotten: never = body;
      return forgotten;
    }
  }
}
