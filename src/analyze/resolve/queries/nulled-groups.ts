import { lastName } from '../../../ir/dotted.js';
import { groupedBy } from '../../../ir/group-items.js';
import type { Expr, GroupItem } from '../../../ir/oracle/index.js';
import type { Scope } from '../../model/scope.js';

/*
 * In the rows of subtotals, what ROLLUP, CUBE and GROUPING SETS group by is NULL, whatever the column allows. (SQL
 * Language Reference, "rollup_cube_clause", "grouping_sets_clause")
 */

/** What the GROUP BY clause makes NULL in some rows, each as `keyOf` says it; undefined where it makes nothing NULL. */
export function nulledGroups(items: readonly GroupItem[]): ReadonlySet<string> | undefined {
  const keys = new Set(
    items
      .filter((i) => i.kind !== 'GroupExpr' && i.kind !== 'GroupList')
      .flatMap(groupedBy)
      .map(keyOf),
  );
  return keys.size > 0 ? keys : undefined;
}

/** Is the column, which `*` takes from there, one that the GROUP BY clause makes NULL in some rows? */
export const isNulledColumn = (items: readonly GroupItem[] | undefined, column: string): boolean =>
  items?.some(
    (i) =>
      i.kind !== 'GroupExpr' &&
      i.kind !== 'GroupList' &&
      groupedBy(i).some((value) => value.kind === 'Name' && lastName(value) === column),
  ) === true;

/** Is the expression one that the grouping of this query, or of one around it, makes NULL in some rows? */
export function isNulledGroup(expr: Expr, scope: Scope): boolean {
  let key: string | undefined;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (s.nulledGroups?.has((key ??= keyOf(expr)))) return true;
  }
  return false;
}

/** What the expression says, wherever it stands; columns by their last name, with or without a qualifier. */
function keyOf(expr: Expr): string {
  return JSON.stringify(expr, (key, value: unknown) => {
    if (key === 'span' || key === 'quoted') return undefined;
    return key === 'parts' && Array.isArray(value) ? value.slice(-1) : value;
  });
}
