import type { RowSource } from '../../../analyze/analysis.js';
import { isText } from '../../../analyze/model/operators.js';
import type { ColumnInfo } from '../../../analyze/model/symbols.js';
import { unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import type { FromItem, Join } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { compare, type LoweredValue } from '../../expressions/conditions/comparisons.js';
import { columnValue, needsPadding } from '../row-sources.js';

interface Side {
  readonly source: RowSource;
  readonly column: ColumnInfo;
}
interface Pair {
  readonly left: Side;
  readonly right: Side;
}

const leaves = (item: FromItem): Exclude<FromItem, Join>[] =>
  item.kind === 'Join' ? [...leaves(item.left), ...leaves(item.right)] : [item];

const isChar = (side: Side): boolean => side.column.type.kind === 'char';

function sideOf(ex: ExprContext, item: FromItem, name: string): Side | undefined {
  for (const leaf of leaves(item)) {
    const source = ex.unit.analysis.sourceOf(leaf);
    const column = source?.columns.find((c) => c.name === name);
    if (source && column) return { source, column };
  }
  return undefined;
}

/** The columns that the join's own USING or NATURAL merges. */
function pairsOf(ex: ExprContext, join: Join): Pair[] {
  const names = join.using
    ? join.using.map((u) => u.name)
    : join.natural
      ? leaves(join.left).flatMap((leaf) => ex.unit.analysis.sourceOf(leaf)?.columns.map((c) => c.name) ?? [])
      : [];
  return [...new Set(names)].flatMap((name) => {
    const [left, right] = [sideOf(ex, join.left, name), sideOf(ex, join.right, name)];
    return left && right ? [{ left, right }] : [];
  });
}

/**
 * The condition of USING or NATURAL JOIN where it merges a CHAR with a VARCHAR2 or with a CHAR of an inner query, whose
 * blanks PostgreSQL would compare otherwise, or objects; undefined where none is. (SQL Language Reference,
 * "Data Type Comparison Rules")
 */
export function mixedCharCondition(ex: ExprContext, join: Join): PgExpr | undefined {
  const pairs = pairsOf(ex, join);
  if (!pairs.some(isMixed) && !pairs.some((p) => isUnmerged(ex, join.left, p.left.column.name))) return undefined;
  if (join.type === 'RIGHT' || join.type === 'FULL')
    return refuse(
      unsupportedExpression(
        join.span,
        `${join.type} JOIN that merges columns of objects, CHAR with VARCHAR2, or CHAR of inner queries`,
      ),
    );
  const { span } = join;
  const operand = ({ source, column }: Side): LoweredValue => ({
    value: columnValue(ex, source, column, span),
    type: column.type,
    nullable: true,
  });
  return b.and(span, ...pairs.map((p) => compare(ex, span, '=', operand(p.left), operand(p.right))));
}

/**
 * CHAR columns of which one at least is a text with its blanks, as inner queries give it,
 * that is not as long as the other.
 */
function areUnevenChars({ left, right }: Pair): boolean {
  if (!isChar(left) || !isChar(right)) return false;
  const [leftIsStored, rightIsStored] = [left, right].map((s) => needsPadding(s.source, s.column));
  if (leftIsStored || rightIsStored) return leftIsStored !== rightIsStored;
  const [leftLength, rightLength] = [left, right].map((s) => s.column.type.kind === 'char' && s.column.type.length);
  return leftLength === undefined || leftLength !== rightLength;
}

/** Objects, too, are equal by Oracle's rules only. */
const isMixed = ({ left, right }: Pair): boolean =>
  (isText(left.column.type) && isText(right.column.type) && isChar(left) !== isChar(right)) ||
  areUnevenChars({ left, right }) ||
  (left.column.type.kind === 'object' && right.column.type.kind === 'object');

/** Has the join a condition in place of USING, so that the column is there twice? */
function isUnmerged(ex: ExprContext, item: FromItem, name: string): boolean {
  if (item.kind !== 'Join') return false;
  const pairs = pairsOf(ex, item);
  const here = pairs.some((p) => p.left.column.name === name) && pairs.some(isMixed);
  return here || isUnmerged(ex, item.left, name) || isUnmerged(ex, item.right, name);
}

/**
 * A merged CHAR column of RIGHT and FULL joins: the value of the side that has a row, with its blanks;
 * undefined where it is the left side's.
 */
export function mergedChar(
  ex: ExprContext,
  items: readonly FromItem[],
  source: RowSource,
  column: ColumnInfo,
  span: Span,
): PgExpr | undefined {
  if (column.type.kind !== 'char') return undefined;
  const item = items.find((i) => leaves(i).some((leaf) => ex.unit.analysis.sourceOf(leaf) === source));
  return item && valueOf(ex, item, column.name, span);
}

function valueOf(ex: ExprContext, item: FromItem, name: string, span: Span): PgExpr | undefined {
  if (item.kind !== 'Join') {
    const side = sideOf(ex, item, name);
    return side && columnValue(ex, side.source, side.column, span);
  }
  const [left, right] = [valueOf(ex, item.left, name, span), valueOf(ex, item.right, name, span)];
  if (!left || !right) return left ?? right;
  const pair = pairsOf(ex, item).find((p) => p.left.column.name === name);
  if (!pair || (item.type !== 'RIGHT' && item.type !== 'FULL')) return left;
  if (pair.left.column.type.kind === 'char' && pair.right.column.type.kind === 'char') {
    if (pair.left.column.type.length !== pair.right.column.type.length)
      return refuse(unsupportedExpression(item.span, `${item.type} JOIN that merges CHAR columns of two lengths`));
  }
  return item.type === 'RIGHT' ? right : b.call(span, 'coalesce', left, right);
}
