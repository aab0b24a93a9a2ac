import type { FromItem, Join } from '../../../ir/oracle/index.js';

/** An item of FROM that is no join. */
export type LeafItem = Exclude<FromItem, Join>;

/** The items of a FROM clause that bring rows, without the joins around them, in order. */
export function leavesOf(items: readonly FromItem[]): LeafItem[] {
  return items.flatMap((item) => (item.kind === 'Join' ? leavesOf([item.left, item.right]) : [item]));
}
