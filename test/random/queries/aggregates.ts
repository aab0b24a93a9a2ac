import { type Aggregate, aggregate, distinctCount, expression } from './expressions.js';
import { type Expression, type QueryGenerator, type Row, type Scope, sortable } from './scope.js';
import {
  ascending,
  compare,
  distinct,
  exact,
  key,
  numberOf,
  rounded,
  same,
  type Type,
  textOf,
  type Value,
} from './values.js';

/*
 * Aggregates of a group. They leave NULLs out.
 * (SQL Language Reference, "Aggregate Functions", "LISTAGG", "MEDIAN", "PERCENTILE_CONT", "PERCENTILE_DISC")
 */

/** What a group has in common, or an aggregate of it. */
export interface GroupItem {
  readonly text: string;
  readonly value: (group: readonly Row[], nulled: ReadonlySet<string>) => Value;
}

export function aggregateItem(g: QueryGenerator, scope: Scope, type: Type): GroupItem {
  const { random } = g;
  const of = expression(g, { ...scope, queries: false, depth: 1 }, type);
  const kind = random.next();
  if (kind < 0.12) return kept(g, scope, of);
  if (kind < 0.2) return percentileDisc(g, of);
  if (type === 'VARCHAR2' && kind < 0.6) return listAggregate(g, scope, of);
  if (type !== 'NUMBER') return aggregated(random.pick(['MAX', 'MIN']), of);
  if (kind < 0.3) return { text: 'COUNT(*)', value: (group) => group.length };
  if (kind < 0.38) {
    const counted = expression(
      g,
      { ...scope, queries: false, depth: 1 },
      random.pick<Type>(['CHAR', 'DATE', 'VARCHAR2', 'NUMBER']),
    );
    return { text: `COUNT(DISTINCT ${counted.text})`, value: (group) => distinctCount(group.map(counted.value)) };
  }
  if (kind < 0.48) return average(of);
  if (kind < 0.55) return percentileCont(g, of);
  if (kind < 0.6) return rankOf(g, of);
  return aggregated(random.pick(['MAX', 'MIN', 'COUNT', 'SUM']), of);
}

export const aggregated = (name: Aggregate, of: Expression): GroupItem => ({
  text: `${name}(${of.text})`,
  value: (group) => aggregate(name, group.map(of.value)),
});

const present = (group: readonly Row[], of: Expression): readonly NonNullable<Value>[] =>
  group
    .map(of.value)
    .filter((x) => x !== null)
    .toSorted(ascending);

/** LISTAGG in an order of its own, DISTINCT or cut off with what tells so. */
function listAggregate(g: QueryGenerator, scope: Scope, of: Expression): GroupItem {
  const { random } = g;
  const unique = random.chance(0.3);
  const descending = random.chance(0.3);
  const by = unique || random.chance(0.6) ? undefined : random.pick(sortable(scope)).text;
  const order = `ORDER BY ${by === undefined ? '' : `${by}${descending ? ' DESC' : ''}, `}${of.text}`;
  const separator = random.pick(["'-'", "', '", '']);
  return {
    text: `LISTAGG(${unique ? 'DISTINCT ' : ''}${of.text}${separator === '' ? '' : `, ${separator}`}${random.chance(0.2) ? ' ON OVERFLOW TRUNCATE' : ''}) WITHIN GROUP (${order})`,
    value: (group) => {
      const rows = group.filter((row) => of.value(row) !== null);
      const sorted = rows.toSorted((x, y) => {
        const sign = by === undefined ? 0 : (descending ? -1 : 1) * ascending(x.get(by) ?? null, y.get(by) ?? null);
        return sign === 0 ? ascending(of.value(x), of.value(y)) : sign;
      });
      const values = sorted.map(of.value);
      const listed = unique ? distinct(values, (x) => key([x])) : values;
      return listed.length === 0 ? null : listed.map(textOf).join(separator.slice(1, -1));
    },
  };
}

/** Of the rows that come first or last, ties included. (SQL Language Reference, "FIRST", "LAST") */
function kept(g: QueryGenerator, scope: Scope, of: Expression): GroupItem {
  const by = g.random.pick(sortable(scope)).text;
  const descending = g.random.chance(0.4);
  const last = g.random.chance(0.5);
  const name = g.random.pick<Aggregate>(of.type === 'NUMBER' ? ['MAX', 'MIN', 'SUM', 'COUNT'] : ['MAX', 'MIN']);
  const highest = descending !== last;
  return {
    text: `${name}(${of.text}) KEEP (DENSE_RANK ${last ? 'LAST' : 'FIRST'} ORDER BY ${by}${descending ? ' DESC' : ''})`,
    value: (group) => {
      const values = group.map((row) => row.get(by) ?? null);
      const best = values.toSorted((x, y) => (highest ? ascending(y, x) : ascending(x, y)))[0] ?? null;
      return aggregate(name, group.filter((row) => same(row.get(by) ?? null, best)).map(of.value));
    },
  };
}

/** The first value whose CUME_DIST is not below the fraction. */
function percentileDisc({ random }: QueryGenerator, of: Expression): GroupItem {
  const fraction = random.pick([0, 0.25, 0.5, 0.75, 1]);
  const descending = random.chance(0.3);
  return {
    text: `PERCENTILE_DISC(${textOf(fraction)}) WITHIN GROUP (ORDER BY ${of.text}${descending ? ' DESC' : ''})`,
    value: (group) => {
      const values = descending ? present(group, of).toReversed() : present(group, of);
      return values[Math.max(0, Math.ceil(fraction * values.length) - 1)] ?? null;
    },
  };
}

const between = (values: readonly NonNullable<Value>[], fraction: number): Value => {
  if (values.length === 0) return null;
  const place = fraction * (values.length - 1);
  const [low, high] = [numberOf(values[Math.floor(place)] ?? 0), numberOf(values[Math.ceil(place)] ?? 0)];
  return exact(low + (place - Math.floor(place)) * (high - low));
};

function percentileCont({ random }: QueryGenerator, of: Expression): GroupItem {
  if (random.chance(0.5)) return { text: `MEDIAN(${of.text})`, value: (group) => between(present(group, of), 0.5) };
  return {
    text: `PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY ${of.text})`,
    value: (group) => between(present(group, of), 0.25),
  };
}

const average = (of: Expression): GroupItem => ({
  text: `ROUND(AVG(${of.text}), 2)`,
  value: (group) => {
    const values = present(group, of).map(numberOf);
    if (values.length === 0) return null;
    const total = BigInt(Math.round(values.reduce((x, y) => x + y, 0) * 1e9));
    const size = total < 0n ? -total : total;
    const unit = 10_000_000n * BigInt(values.length);
    const hundredths = Number((2n * size + unit) / (2n * unit));
    return rounded((total < 0n ? -hundredths : hundredths) / 100, 2);
  },
});

/** The rank that a value would have in the group. */
function rankOf({ random }: QueryGenerator, of: Expression): GroupItem {
  const n = random.below(4);
  return {
    text: `RANK(${n}) WITHIN GROUP (ORDER BY ${of.text})`,
    value: (group) => group.filter((row) => compare(of.value(row), '<', n) === true).length + 1,
  };
}
