import type { Expr, FromItem, Select } from './oracle/index.js';

/** The conjuncts of a condition, flat. */
export function conjunctsOf(expr: Expr | undefined): readonly Expr[] {
  if (!expr) return [];
  if (expr.kind === 'Logical' && expr.op === 'AND') return expr.operands.flatMap(conjunctsOf);
  return [expr];
}

/** The conjuncts of WHERE and of the conditions of joins. */
export function conjunctsOfBlock({ where, from }: Select): readonly Expr[] {
  const on = (item: FromItem): readonly Expr[] =>
    item.kind === 'Join' ? [...conjunctsOf(item.on), ...on(item.left), ...on(item.right)] : [];
  return [...conjunctsOf(where), ...from.flatMap(on)];
}
