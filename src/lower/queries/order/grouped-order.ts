import type { RowSource } from '../../../analyze/analysis.js';
import { mapTree } from '../../../ir/map-tree.js';
import type { PgExpr, PgFromItem, PgGroupItem, PgOrderItem, PgSelect, PgWindow } from '../../../ir/postgres/index.js';
import type { PostgresNode } from '../../../ir/postgres/node.js';
import { treeText } from '../../../ir/tree-text.js';
import { contains, nodesOf } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { ExprContext, UnitContext } from '../../context.js';

/**
 * Order among grouping sets: PostgreSQL takes a column that WHERE makes equal to one value for that value in the
 * subtotals too, where it is NULL, and leaves it out of ORDER BY, DISTINCT and windows (up to PostgreSQL 17). What is
 * not a mere column is not left out:
 * ```
 * where e.d = 10 group by rollup(e.d, e.j) order by e.d   →   … order by case when grouping(e.d) = 0 then e.d end
 * ```
 * (PostgreSQL, src/backend/optimizer/README, "EquivalenceClasses")
 */
export function orderedGroups({ unit }: ExprContext, made: PgSelect, sources: readonly RowSource[]): PgSelect {
  const { body, orderBy = [] } = made;
  if (body.kind !== 'PgSelectCore' || !body.groupBy) return made;
  const keys = absentKeys(body.groupBy);
  if (keys.size === 0) return made;
  const conditions = [...conditionsOf(body.from), ...(body.where ? [body.where] : [])];
  const equal = new Equalities(conditions, new Set(body.from.flatMap(aliasesOf)));
  const unseen =
    sources.some((source) => hidesConditions(unit, source)) ||
    body.from.some(derivesWithConditions) ||
    conditions.some(asksWithConditions);
  const lost = new Set([...keys].filter((key) => unseen || equal.isDecided(key, keys)));
  if (lost.size === 0) return made;
  const kept = (value: PgExpr): PgExpr => {
    if (!lost.has(treeText(value))) return value;
    const { span } = value;
    const present = b.binary(span, '=', b.call(span, 'grouping', value), b.num(span, 0));
    return { kind: 'PgCase', span, branches: [{ when: present, then: value }] };
  };
  const keptOrder = (items: readonly PgOrderItem[]): PgOrderItem[] =>
    items.map((item) => ({ ...item, value: kept(item.value) }));
  const window = (w: PgWindow): PgWindow => ({
    ...w,
    partitionBy: w.partitionBy.map(kept),
    orderBy: keptOrder(w.orderBy),
  });
  const windowed = mapTree(body.items, (call) => {
    if (call.kind === 'PgSelect') return call;
    return call.kind === 'PgCall' && typeof call.over === 'object' ? { ...call, over: window(call.over) } : undefined;
  });
  const distinct = body.distinct === true;
  const items = windowed.map((item) => {
    const value = distinct ? kept(item.value) : item.value;
    const own = item.value.kind === 'PgColumn' ? item.value.parts.at(-1) : undefined;
    const alias = item.alias ?? own;
    return value === item.value ? item : { ...item, value, ...(alias ? { alias } : {}) };
  });
  /** A position or a name of the result, as the expression that stands there. */
  const selected = ({ value }: PgOrderItem): PgExpr => {
    if (distinct) return value;
    const item =
      value.kind === 'PgNumber'
        ? items[Number(value.text) - 1]
        : value.kind === 'PgColumn' && value.parts.length === 1
          ? items.find((i) => i.alias === value.parts[0])
          : undefined;
    return item && lost.has(treeText(item.value)) ? item.value : value;
  };
  return {
    ...made,
    body: {
      ...body,
      items,
      ...(body.windows ? { windows: body.windows.map((w) => ({ ...w, window: window(w.window) })) } : {}),
    },
    ...(orderBy.length > 0 ? { orderBy: keptOrder(orderBy.map((o) => ({ ...o, value: selected(o) }))) } : {}),
  };
}

/** The keys that some grouping set is without: a set has what it has of each item. */
function absentKeys(items: readonly PgGroupItem[]): Set<string> {
  const made = items.map(keysOf);
  const present = new Set(made.flatMap(({ always }) => [...always]));
  return new Set(made.flatMap(({ all }) => [...all]).filter((key) => !present.has(key)));
}

/** The keys of an item, and those that each of its sets has. The sets of a CUBE are not written out: they are many. */
function keysOf(item: PgGroupItem): { readonly all: ReadonlySet<string>; readonly always: ReadonlySet<string> } {
  switch (item.kind) {
    case 'expr':
    case 'list': {
      const all = new Set((item.kind === 'expr' ? [item.value] : item.items).map(treeText));
      return { all, always: all };
    }
    case 'rollup':
    case 'cube':
      return { all: new Set(item.items.flat().map(treeText)), always: new Set() };
    case 'grouping sets': {
      const parts = item.items.map(keysOf);
      const all = new Set(parts.flatMap((part) => [...part.all]));
      return { all, always: new Set([...all].filter((key) => parts.every(({ always }) => always.has(key)))) };
    }
  }
}

/** What conditions say to be equal, directly and through others. */
class Equalities {
  private readonly parents = new Map<string, string>();
  private readonly fixed = new Set<string>();

  /** @param aliases of the rows; other columns are those of queries around, which stay the same */
  constructor(conditions: readonly PgExpr[], aliases: ReadonlySet<string>) {
    const isOfRows = (node: PostgresNode): boolean =>
      node.kind === 'PgColumn' && node.parts.length > 1 && aliases.has(node.parts[0] ?? '');
    for (const { left, right } of conditions.flatMap((condition) => equalities(condition))) {
      const [x, y] = [treeText(left), treeText(right)];
      for (const [side, key] of [
        [left, x],
        [right, y],
      ] as const)
        if (!contains(side, isOfRows)) this.fixed.add(key);
      this.parents.set(this.root(x), this.root(y));
    }
  }

  /** Is the key equal to a value that is the same in all rows, or to another of the keys? */
  isDecided(key: string, keys: ReadonlySet<string>): boolean {
    const root = this.root(key);
    const same = (other: string): boolean => other !== key && this.root(other) === root;
    return [...this.fixed].some(same) || [...keys].some(same);
  }

  private root(key: string): string {
    const parent = this.parents.get(key);
    return parent === undefined || parent === key ? key : this.root(parent);
  }
}

interface Equality {
  readonly left: PgExpr;
  readonly right: PgExpr;
}

/** What a condition makes equal, as PostgreSQL sees it: it turns NOT inwards and takes out what all operands of OR have. */
function equalities(condition: PgExpr, negated = false): readonly Equality[] {
  switch (condition.kind) {
    case 'PgNot':
      return equalities(condition.operand, !negated);
    case 'PgAnd':
    case 'PgOr': {
      const parts = condition.operands.map((operand) => equalities(operand, negated));
      return (condition.kind === 'PgAnd') === negated ? inEach(parts) : parts.flat();
    }
    case 'PgBinary':
      return condition.op === (negated ? '<>' : '=') ? [condition] : [];
    case 'PgIn': {
      const [only] = condition.items;
      return only && condition.items.length === 1 && condition.negated === negated
        ? [{ left: condition.operand, right: only }]
        : [];
    }
    default:
      return [];
  }
}

function inEach([first = [], ...others]: readonly (readonly Equality[])[]): readonly Equality[] {
  const text = ({ left, right }: Equality): string => `${treeText(left)} = ${treeText(right)}`;
  const texts = others.map((other) => new Set(other.map(text)));
  return first.filter((equality) => texts.every((other) => other.has(text(equality))));
}

const conditionsOf = (items: readonly PgFromItem[]): PgExpr[] =>
  items.flatMap((item) =>
    item.kind === 'PgJoin' ? [...conditionsOf([item.left, item.right]), ...(item.on ? [item.on] : [])] : [],
  );

function aliasesOf(item: PgFromItem): readonly string[] {
  if (item.kind === 'PgJoin') return [...aliasesOf(item.left), ...aliasesOf(item.right)];
  if (item.kind === 'PgTable') return [item.alias ?? item.name.at(-1) ?? ''];
  return item.alias === undefined ? [] : [item.alias];
}

/** A view or subquery factor has conditions of its own, which PostgreSQL puts to those of the query. */
function hidesConditions(unit: UnitContext, { kind, relation, rows }: RowSource): boolean {
  if (kind === 'factor' || (kind === 'relation' && relation?.relation === 'view')) return true;
  return (
    rows?.kind === 'Query' &&
    nodesOf(rows, 'TableRef').some((table) => {
      const source = unit.analysis.sourceOf(table);
      return source !== undefined && hidesConditions(unit, source);
    })
  );
}

/** A subquery of a condition that PostgreSQL may join: what it makes equal holds of the rows around it, too. */
const asksWithConditions = (condition: PgExpr): boolean =>
  contains(condition, ({ kind }) => kind === 'PgExists' || kind === 'PgInQuery' || kind === 'PgQuantified') &&
  comparesForEquality(condition);

const comparesForEquality = (node: PostgresNode): boolean =>
  contains(
    node,
    (n) => n.kind === 'PgIn' || n.kind === 'PgInQuery' || (n.kind === 'PgBinary' && (n.op === '=' || n.op === '<>')),
  );

function derivesWithConditions(item: PgFromItem): boolean {
  if (item.kind === 'PgJoin') return derivesWithConditions(item.left) || derivesWithConditions(item.right);
  return item.kind === 'PgDerivedTable' && comparesForEquality(item);
}
