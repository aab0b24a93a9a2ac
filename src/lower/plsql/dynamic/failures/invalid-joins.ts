import type { Analysis, RowSource } from '../../../../analyze/analysis.js';
import { conjunctsOf } from '../../../../ir/conjuncts.js';
import type { Expr, FromItem, Join, Merge, Select } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { leavesOf } from '../../../queries/from/leaves.js';
import { hasMark } from '../../../queries/from/outer-join-marks.js';

const isOtherBlock = (node: OracleNode): boolean => node.kind === 'Query' || node.kind === 'Select';

/**
 * The error of joins in a query of dynamic SQL that Oracle does not take: `(+)` beside a join of the FROM clause, in one
 * operand of OR, on columns of two tables, of tables that mark each other; a qualifier before a column of USING or NATURAL. (SQL
 * Language Reference, "Outer Joins", "SELECT", join_clause; Database Error Messages, ORA-01416, ORA-01468, ORA-01719,
 * ORA-25154, ORA-25155, ORA-25156)
 */
export function invalidJoins(analysis: Analysis, select: Select): OracleFailure | undefined {
  const joins = select.from.flatMap(joinsOf);
  return invalidMarks(analysis, select, joins) ?? qualifiedColumn(analysis, select, joins);
}

const joinsOf = (item: FromItem): readonly Join[] =>
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

/** `t.id` where id is a column that a join merges. */
function qualifiedColumn(analysis: Analysis, select: Select, joins: readonly Join[]): OracleFailure | undefined {
  const isQualified = (join: Join) => {
    const sources = leavesOf([join]).map((leaf) => analysis.sourceOf(leaf));
    const sides = [join.left, join.right].map((side) => new Set(columnNames(analysis, side)));
    const merged = join.using?.map((column) => column.name);
    return (node: OracleNode): boolean => {
      if (node.kind !== 'Name' || node.parts.length < 2) return false;
      const { base } = analysis.resolve(node);
      if (base.kind !== 'column' || !sources.includes(base.source)) return false;
      const { name } = base.column;
      return merged ? merged.includes(name) : sides.every((side) => side.has(name));
    };
  };
  const parts = [...select.items, select.where, select.having];
  for (const join of joins) {
    if (!join.using && !join.natural) continue;
    const matches = isQualified(join);
    if (parts.some((part) => part && contains(part, matches, isOtherBlock)))
      return join.using ? oracleFailure(25154) : oracleFailure(25155);
  }
  return undefined;
}

const columnNames = (analysis: Analysis, side: FromItem): readonly string[] =>
  leavesOf([side]).flatMap((leaf) => analysis.sourceOf(leaf)?.columns.map((column) => column.name) ?? []);

/** A name of a column that both tables of MERGE have, without the table. (Database Error Messages, ORA-00918) */
export function isAmbiguousMerge(analysis: Analysis, { target, using, on, update }: Merge): boolean {
  const ofSource = new Set(columnNames(analysis, using));
  const ofBoth = new Set(columnNames(analysis, target).filter((name) => ofSource.has(name)));
  const isOfBoth = (node: OracleNode): boolean =>
    node.kind === 'Name' &&
    node.parts.length === 1 &&
    ofBoth.has(node.parts[0]?.name ?? '') &&
    analysis.resolve(node).base.kind === 'column';
  const values = update?.set.flatMap((item) => (item.kind === 'SetColumn' ? [item.value] : [])) ?? [];
  return [on, ...values, update?.where].some((part) => part && contains(part, isOfBoth, isOtherBlock));
}
