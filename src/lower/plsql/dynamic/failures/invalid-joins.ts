import type { Analysis, RowSource } from '../../../../analyze/analysis.js';
import { conjunctsOf } from '../../../../ir/conjuncts.js';
import type { Expr, FromItem, Join, Merge, Name, OrderItem, Select } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import type { Span } from '../../../../ir/span.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { leavesOf } from '../../../queries/from/leaves.js';
import { hasMark } from '../../../queries/from/outer-join-marks.js';
import { isOtherBlock } from './misplaced-parts.js';

/**
 * The error of joins in a query of dynamic SQL that Oracle does not take: `(+)` beside a join of the FROM clause, in one
 * operand of OR, on columns of two tables, of tables that mark each other; a qualifier before a column of USING or
 * NATURAL. (SQL Language Reference, "Outer Joins", "SELECT", join_clause; Database Error Messages, ORA-01416,
 * ORA-01468, ORA-01719, ORA-25154, ORA-25155, ORA-25156)
 */
export function invalidJoins(analysis: Analysis, select: Select): OracleFailure | undefined {
  const joins = select.from.flatMap(joinsOf);
  return invalidMarks(analysis, select, joins) ?? qualifiedColumn(analysis, select)?.failure;
}

/** The joins of an item of FROM, the inner ones first. */
export const joinsOf = (item: FromItem): readonly Join[] =>
  item.kind === 'Join' ? [...joinsOf(item.left), ...joinsOf(item.right), item] : [];

function invalidMarks(analysis: Analysis, { where }: Select, joins: readonly Join[]): OracleFailure | undefined {
  const marked = (part: Expr | undefined): boolean =>
    part !== undefined && contains(part, (node) => node.kind === 'OuterJoinMark', isOtherBlock);
  if (joins.some((join) => marked(join.on)) || (joins.length > 0 && marked(where))) return oracleFailure(25156);
  if (!where || !marked(where)) return undefined;
  for (const conjunct of conjunctsOf(where)) {
    if (contains(conjunct, isHalfMarked)) return oracleFailure(1719);
    if (new Set(markedSources(analysis, conjunct)).size > 1) return oracleFailure(1468);
  }
  return needEachOther(analysis, conjunctsOf(where)) ? oracleFailure(1416) : undefined;
}

/** Are there tables each of which is to be joined before the other? */
function needEachOther(analysis: Analysis, conjuncts: readonly Expr[]): boolean {
  const needs = new Map<RowSource, Set<RowSource>>();
  for (const conjunct of conjuncts) {
    const [target] = markedSources(analysis, conjunct);
    if (!target) continue;
    const others = sourcesOf(analysis, nodesOf(conjunct, 'Name')).filter((source) => source !== target);
    needs.set(target, new Set([...(needs.get(target) ?? []), ...others]));
  }
  for (let left = needs.size; left > 0; left = needs.size) {
    for (const [target, others] of needs) if (![...others].some((source) => needs.has(source))) needs.delete(target);
    if (needs.size === left) return true;
  }
  return false;
}

const isHalfMarked = (node: OracleNode): boolean =>
  node.kind === 'Logical' && node.op === 'OR' && node.operands.some(hasMark) && !node.operands.every(hasMark);

const markedSources = (analysis: Analysis, conjunct: Expr): readonly RowSource[] =>
  sourcesOf(
    analysis,
    nodesOf(conjunct, 'OuterJoinMark').map(({ operand }) => operand),
  );

const sourcesOf = (analysis: Analysis, parts: readonly Expr[]): readonly RowSource[] =>
  parts.flatMap((part) => {
    const base = part.kind === 'Name' ? analysis.resolve(part).base : undefined;
    return base?.kind === 'column' ? [base.source] : [];
  });

/**
 * `t.id` where id is a column that a join merges. (Database Error Messages, ORA-25154, ORA-25155)
 * @param sorted the ORDER BY of the block
 */
export function qualifiedColumn(
  analysis: Analysis,
  { from, items, where, hierarchy, groupBy, having }: Select,
  sorted: readonly OrderItem[] = [],
): { readonly span: Span; readonly failure: OracleFailure } | undefined {
  const joins = from.flatMap(joinsOf);
  const conditions = joins.map(({ on }) => on);
  const parts = [...items, ...conditions, where, hierarchy, ...(groupBy ?? []), having, ...sorted];
  for (const join of joins) {
    if (!join.using && !join.natural) continue;
    const matches = isQualified(analysis, join);
    for (const part of parts) {
      let found: Span | undefined;
      const isFound = (node: OracleNode): boolean => {
        if (node.kind === 'Name' && matches(node)) found = node.span;
        return found !== undefined;
      };
      if (part && contains(part, isFound, isOtherBlock) && found)
        return { span: found, failure: oracleFailure(join.using ? 25154 : 25155) };
    }
  }
  return undefined;
}

function isQualified(analysis: Analysis, join: Join): (name: Name) => boolean {
  const sources = leavesOf([join]).map((leaf) => analysis.sourceOf(leaf));
  const sides = [join.left, join.right].map((side) => new Set(columnsOfSide(analysis, side)));
  const merged = join.using?.map((column) => column.name);
  return (node) => {
    if (node.parts.length < 2) return false;
    const { base } = analysis.resolve(node);
    if (base.kind !== 'column' || !sources.includes(base.source)) return false;
    const { name } = base.column;
    return merged ? merged.includes(name) : sides.every((side) => side.has(name));
  };
}

/** The names of the columns that a side of a join has. */
export const columnsOfSide = (analysis: Analysis, side: FromItem): readonly string[] =>
  leavesOf([side]).flatMap((leaf) => analysis.sourceOf(leaf)?.columns.map((column) => column.name) ?? []);

/** A name of a column that both tables of MERGE have, without the table. (Database Error Messages, ORA-00918) */
export function ambiguousInMerge(analysis: Analysis, { target, using, on, update }: Merge): Name | undefined {
  const ofSource = new Set(columnsOfSide(analysis, using));
  const ofBoth = new Set(columnsOfSide(analysis, target).filter((name) => ofSource.has(name)));
  const values = update?.set.flatMap((item) => (item.kind === 'SetColumn' ? [item.value] : [])) ?? [];
  let found: Name | undefined;
  const isOfBoth = (node: OracleNode): boolean => {
    if (node.kind !== 'Name' || node.parts.length !== 1 || !ofBoth.has(node.parts[0]?.name ?? '')) return false;
    if (analysis.resolve(node).base.kind === 'column') found ??= node;
    return found !== undefined;
  };
  [on, ...values, update?.where].some((part) => part && contains(part, isOfBoth, isOtherBlock));
  return found;
}
