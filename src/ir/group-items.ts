import type { Expr, GroupItem } from './oracle/index.js';

/** The expressions that an item of GROUP BY groups by, in their order. */
export function groupedBy(item: GroupItem): readonly Expr[] {
  switch (item.kind) {
    case 'GroupExpr':
      return [item.value];
    case 'GroupRollup':
    case 'GroupCube':
      return item.items.flat();
    case 'GroupingSets':
      return item.items.flatMap(groupedBy);
    case 'GroupList':
      return item.items;
    case 'GroupEmpty':
      return [];
  }
}
