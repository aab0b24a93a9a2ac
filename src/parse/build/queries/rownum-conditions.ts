import { conjunctsOf } from '../../../ir/conjuncts.js';
import { simpleName } from '../../../ir/dotted.js';
import type { Expr, FromItem, Join, Select } from '../../../ir/oracle/index.js';
import { contains, isQuery } from '../../../ir/walk.js';

/**
 * ROWNUM in the condition of an inner join numbers the rows of the query, as it does in WHERE, where conditions of
 * inner joins could stand as well: `a JOIN b ON a.x = b.x AND ROWNUM = 1` → `a JOIN b ON a.x = b.x WHERE ROWNUM = 1`.
 * (SQL Language Reference, "ROWNUM Pseudocolumn" and "Joins")
 */
export function withRownumInWhere(select: Select): Select {
  // Conditions of joins come before CONNECT BY, WHERE behind it.
  if (select.hierarchy || !select.from.some((item) => item.kind === 'Join')) return select;
  const moved: Expr[] = [];
  const from = select.from.map((item) => withoutRownum(item, moved));
  const [first] = moved;
  if (!first) return select;
  const operands = [...(select.where ? conjunctsOf(select.where) : []), ...moved];
  const [only, ...more] = operands;
  const { span } = select.where ?? first;
  return { ...select, from, where: only && more.length === 0 ? only : { kind: 'Logical', span, op: 'AND', operands } };
}

/**
 * The rows of an outer join that has found none are made after its condition: below it only the side that is kept is
 * looked at.
 */
function withoutRownum(item: FromItem, moved: Expr[]): FromItem {
  if (item.kind !== 'Join') return item;
  const { type } = item;
  const isInner = type === 'INNER' || type === 'CROSS' || type === 'CROSS APPLY';
  const left = isInner || type === 'LEFT' || type === 'OUTER APPLY' ? withoutRownum(item.left, moved) : item.left;
  const right = isInner || type === 'RIGHT' ? withoutRownum(item.right, moved) : item.right;
  const joined = left === item.left && right === item.right ? item : { ...item, left, right };
  return type === 'INNER' && item.on ? withOwn(joined, item.on, moved) : joined;
}

function withOwn(join: Join, on: Expr, moved: Expr[]): Join {
  const conjuncts = conjunctsOf(on);
  const numbering = conjuncts.filter(numbersRows);
  if (numbering.length === 0) return join;
  moved.push(...numbering);
  const rest = conjuncts.filter((c) => !numbering.includes(c));
  const [only, ...more] = rest;
  if (!only) return { ...join, type: 'CROSS', on: undefined };
  return { ...join, on: more.length === 0 ? only : { kind: 'Logical', span: on.span, op: 'AND', operands: rest } };
}

/** Not that of a query of its own in the condition. */
const numbersRows = (condition: Expr): boolean =>
  contains(condition, (node) => node.kind === 'Name' && simpleName(node) === 'ROWNUM', isQuery);
