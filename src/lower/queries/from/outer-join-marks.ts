import type { RowSource } from '../../../analyze/analysis.js';
import { outerJoinMark } from '../../../diagnostics/op2.js';
import type { Expr, FromItem } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgFromItem } from '../../../ir/postgres/index.js';
import { contains, walk } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerCondition } from '../../expressions/index.js';
import { madeUp } from '../../naming/made-names.js';
import { sourcesIn } from '../block-nodes.js';
import { lowerFromItem } from './from.js';

/** Is there a `(+)` in it? */
export const hasMark = (node: OracleNode): boolean => contains(node, (n) => n.kind === 'OuterJoinMark');

/** A FROM clause in which joins stand for the marks `(+)`. */
interface JoinedFrom {
  readonly items: readonly PgFromItem[];
  /** The conjuncts of WHERE that are no part of a join. */
  readonly where: readonly Expr[];
}

interface Optional {
  readonly conditions: Expr[];
  readonly needs: Set<RowSource>;
}
interface Tree {
  item: PgFromItem;
  readonly members: RowSource[];
}

/**
 * `from a, b where a.x = b.x (+) and b.y (+) = 1` as `a left join b on a.x = b.x and b.y = 1`. A condition belongs to
 * the join of the table that carries its marks; an unmarked one filters afterwards. (SQL Language Reference, "Outer
 * Joins")
 */
export function lowerMarkedFrom(ex: ExprContext, items: readonly FromItem[], conjuncts: readonly Expr[]): JoinedFrom {
  const { analysis } = ex.unit;
  const sourceOf = new Map(items.map((item) => [item, analysis.sourceOf(item)]));
  const own = new Set([...sourceOf.values()].filter((s) => s !== undefined));
  const optional = new Map<RowSource, Optional>();
  const where: Expr[] = [];
  sortConjuncts(ex, { conjuncts, own, where, optional });
  const functions = items.filter(isMarked);
  if (optional.size === 0 && functions.length === 0) {
    return { items: items.map((i) => lowerFromItem(ex, i)), where };
  }
  const trees: Tree[] = [];
  const treeOf = (source: RowSource): Tree | undefined => trees.find((t) => t.members.includes(source));
  const waiting: FromItem[] = [];
  for (const item of items) {
    const source = sourceOf.get(item);
    if (isMarked(item) && !(source && optional.has(source))) attachFunction(ex, item, source, trees);
    else if (source && optional.has(source)) waiting.push(item);
    else trees.push({ item: lowerFromItem(ex, item), members: source ? [source] : [] });
  }
  while (waiting.length > 0) {
    const next = waiting.findIndex((item) => {
      const entry = optional.get(sourceOf.get(item) as RowSource);
      return [...(entry?.needs ?? [])].every((s) => treeOf(s) !== undefined);
    });
    const [item] = next < 0 ? [] : waiting.splice(next, 1);
    if (!item)
      return refuse(
        outerJoinMark(waiting[0]?.span ?? conjuncts[0]!.span, 'two tables are outer-joined to each other (ORA-01416)'),
      );
    const source = sourceOf.get(item) as RowSource;
    const { conditions, needs } = optional.get(source) as Optional;
    const tree = merged(
      ex,
      trees,
      [...needs].map((s) => treeOf(s) as Tree),
      where,
    );
    tree.item = b.join(
      item.span,
      'left',
      tree.item,
      lowerFromItem(ex, item),
      b.and(item.span, ...conditions.map((c) => lowerCondition(ex, c))),
    );
    tree.members.push(source);
  }
  return { items: trees.map((t) => t.item), where };
}

/** Puts each condition to the table that it marks, the others to `where`. */
function sortConjuncts(
  ex: ExprContext,
  {
    conjuncts,
    own,
    where,
    optional,
  }: {
    readonly conjuncts: readonly Expr[];
    readonly own: Set<RowSource>;
    readonly where: Expr[];
    readonly optional: Map<RowSource, Optional>;
  },
): void {
  for (const conjunct of conjuncts) {
    const marked = markedSources(ex, conjunct, own);
    const [target] = marked;
    if (!target) {
      where.push(conjunct);
      continue;
    }
    if (marked.size > 1) refuse(outerJoinMark(conjunct.span, 'one condition marks two tables (ORA-01468)'));
    const entry = optional.get(target) ?? { conditions: [], needs: new Set<RowSource>() };
    entry.conditions.push(conjunct);
    for (const s of sourcesIn(ex, conjunct)) if (s !== target && own.has(s)) entry.needs.add(s);
    optional.set(target, entry);
  }
  // Marks without a join condition do not make an outer join.
  for (const [source, { conditions, needs }] of optional) {
    if (needs.size > 0) continue;
    optional.delete(source);
    where.push(...conditions);
  }
}

/**
 * A table outer-joined to several needs them in one join tree; conditions between them
 * become the condition of their join.
 */
function merged(ex: ExprContext, trees: Tree[], needed: readonly Tree[], where: Expr[]): Tree {
  const parts = trees.filter((t) => needed.includes(t));
  const [first, ...rest] = parts as [Tree, ...Tree[]];
  for (const other of rest) {
    trees.splice(trees.indexOf(other), 1);
    const together = new Set([...first.members, ...other.members]);
    const between = where.filter((c) => {
      const used = [...sourcesIn(ex, c)].filter((s) => trees.some((t) => t.members.includes(s)) || together.has(s));
      return (
        used.every((s) => together.has(s)) &&
        used.some((s) => first.members.includes(s)) &&
        used.some((s) => other.members.includes(s))
      );
    });
    for (const c of between) where.splice(where.indexOf(c), 1);
    const on = between.length > 0 ? b.and(other.item.span, ...between.map((c) => lowerCondition(ex, c))) : undefined;
    first.item = b.join(other.item.span, on ? 'inner' : 'cross', first.item, other.item, on);
    first.members.push(...other.members);
  }
  return first;
}

/** `TABLE(…) (+)`, `LATERAL (…) (+)`, `JSON_TABLE(…) (+)`, `XMLTABLE(…) (+)`. */
function isMarked(item: FromItem): boolean {
  switch (item.kind) {
    case 'TableFunction':
    case 'DerivedTable':
    case 'XmlTable':
    case 'JsonTable':
      return item.outer === true;
    default:
      return false;
  }
}

/** What a marked item is computed from. */
function inputsOf(item: FromItem): OracleNode {
  switch (item.kind) {
    case 'TableFunction':
    case 'JsonTable':
      return item.value;
    case 'DerivedTable':
      return item.query;
    default:
      return item;
  }
}

/** `TABLE(f(a.x)) (+)` keeps the rows of what its arguments come from. */
function attachFunction(ex: ExprContext, item: FromItem, source: RowSource | undefined, trees: Tree[]): void {
  const used = sourcesIn(ex, inputsOf(item));
  const tree = trees.find((t) => t.members.some((m) => used.has(m))) ?? trees.at(-1);
  const lowered = lowerFromItem(ex, item);
  if (!tree) {
    const one: PgFromItem = { ...b.derived(item.span, b.select(item.span, { items: [] }), madeUp('one_row')) };
    trees.push({
      item: b.join(item.span, 'left', one, lowered, b.boolean(item.span, true)),
      members: source ? [source] : [],
    });
    return;
  }
  tree.item = b.join(item.span, 'left', tree.item, lowered, b.boolean(item.span, true));
  if (source) tree.members.push(source);
}

/** The row sources whose columns carry the mark in the condition. */
function markedSources(ex: ExprContext, conjunct: Expr, own: ReadonlySet<RowSource>): Set<RowSource> {
  const marked = new Set<RowSource>();
  walk(conjunct, (node) => {
    if (node.kind !== 'OuterJoinMark') return true;
    for (const s of sourcesIn(ex, node.operand)) if (own.has(s)) marked.add(s);
    return false;
  });
  return marked;
}
