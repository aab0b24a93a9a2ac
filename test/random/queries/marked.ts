import { condition } from './conditions.js';
import { type Column, type Condition, merged, type QueryGenerator, type Relation, type Row } from './scope.js';
import { tableRelation } from './tables.js';
import { and, anyOf, compare, exact, numberOf, type Type, textOf, type Value } from './values.js';

/*
 * Chains of tables of which some are optional: `(+)` stands at each of their columns in the conditions of the join.
 * (SQL Language Reference, "Outer Joins")
 */

interface Joined {
  readonly relation: Relation;
  /** What the rows have to meet that are joined; none of a table that is not optional. */
  readonly on: readonly Condition[] | undefined;
}

const at = (row: Row, column: Column): Value => row.get(column.text) ?? null;

const ofType = ({ columns }: { readonly columns: readonly Column[] }, type: Type): readonly Column[] =>
  columns.filter((c) => c.type === type && !c.numeric);

/** A condition that joins the optional table with others. */
function joining({ random }: QueryGenerator, optional: Relation, others: readonly Column[]): Condition {
  const type = random.pick<Type>(['NUMBER', 'NUMBER', 'VARCHAR2', 'CHAR', 'DATE']);
  const y = random.pick(ofType(optional, type));
  const x = random.pick(ofType({ columns: others }, type));
  const marked = `${y.text}(+)`;
  if (type === 'NUMBER') {
    const kind = random.below(5);
    if (kind === 0)
      return {
        text: `${marked} = ${x.text} + 1`,
        truth: (row) => compare(at(row, y), '=', plus(at(row, x), 1)),
      };
    if (kind === 1)
      return {
        text: `NVL(${marked}, 0) = ${x.text}`,
        truth: (row) => compare(at(row, y) ?? 0, '=', at(row, x)),
      };
    if (kind === 2)
      return {
        text: `${marked} + 1 > ${x.text}`,
        truth: (row) => compare(plus(at(row, y), 1), '>', at(row, x)),
      };
    if (kind === 3) {
      const z = random.pick(ofType({ columns: others }, 'NUMBER'));
      return {
        text: `${marked} BETWEEN ${x.text} AND ${z.text}`,
        truth: (row) => and(compare(at(row, y), '>=', at(row, x)), compare(at(row, y), '<=', at(row, z))),
      };
    }
  }
  const operator = random.pick(['=', '=', '=', '<>', '<='] as const);
  return random.chance(0.5)
    ? { text: `${marked} ${operator} ${x.text}`, truth: (row) => compare(at(row, y), operator, at(row, x)) }
    : { text: `${x.text} ${operator} ${marked}`, truth: (row) => compare(at(row, x), operator, at(row, y)) };
}

const plus = (x: Value, y: number): Value => (x === null ? null : exact(numberOf(x) + y));

/** A condition on the optional table alone. */
function alone({ random }: QueryGenerator, optional: Relation): Condition {
  const n = random.pick(ofType(optional, 'NUMBER'));
  const s = random.pick(ofType(optional, 'VARCHAR2'));
  const c = random.pick(ofType(optional, 'CHAR'));
  const m = random.pick(ofType(optional, 'NUMBER'));
  const low = random.below(3);
  return random.pick<Condition>([
    { text: `${n.text}(+) = ${low}`, truth: (row) => compare(at(row, n), '=', low) },
    {
      text: `${n.text}(+) BETWEEN ${low} AND ${low + 1}`,
      truth: (row) => and(compare(at(row, n), '>=', low), compare(at(row, n), '<=', low + 1)),
    },
    {
      text: `${n.text}(+) IN (${low}, ${low + 2}, 3)`,
      truth: (row) => anyOf([low, low + 2, 3].map((x) => compare(at(row, n), '=', x))),
    },
    { text: `${s.text}(+) IS NOT NULL`, truth: (row) => at(row, s) !== null },
    { text: `${n.text}(+) IS NULL`, truth: (row) => at(row, n) === null },
    {
      text: `${s.text}(+) LIKE '%b%'`,
      truth: (row) => (at(row, s) === null ? null : textOf(at(row, s)).includes('b')),
    },
    { text: `${c.text}(+) = 'b'`, truth: (row) => compare(at(row, c), '=', { char: 'b' }) },
    { text: `${n.text}(+) < ${m.text}(+)`, truth: (row) => compare(at(row, n), '<', at(row, m)) },
    {
      text: `LENGTH(${s.text}(+)) = ${low + 1}`,
      truth: (row) => (at(row, s) === null ? null : textOf(at(row, s)).length === low + 1),
    },
    {
      text: `UPPER(${s.text}(+)) = 'B'`,
      truth: (row) => (at(row, s) === null ? null : textOf(at(row, s)).toUpperCase() === 'B'),
    },
  ]);
}

export function markedChain(g: QueryGenerator): Relation {
  const { random } = g;
  const count = 2 + random.below(3);
  const tables: Joined[] = [];
  for (let i = 0; i < count; i++) {
    const relation = tableRelation(g, random.pick(g.tables));
    const before = tables.flatMap((t) => t.relation.columns);
    if (i === 0) {
      tables.push({ relation, on: undefined });
      continue;
    }
    // A table that is not optional is joined by its key, to keep the rows few.
    const on = [joining(g, relation, before)];
    if (random.chance(0.3)) on.push(joining(g, relation, before));
    while (random.chance(0.4)) on.push(alone(g, relation));
    tables.push({ relation, on });
  }
  const columns = tables.flatMap((t) => t.relation.columns);
  const named = random.chance(0.5) ? tables.toReversed() : tables;
  const where = random.chance(0.4)
    ? condition(g, { columns, outer: [], queries: random.chance(0.5), depth: 2 })
    : undefined;
  const texts = [...tables.flatMap((t) => t.on ?? []), ...(where ? [where] : [])].map((c) => c.text);
  return {
    text: named.map((t) => t.relation.text).join(', '),
    columns,
    where: (random.chance(0.5) ? texts : texts.toReversed()).join(' AND '),
    rows: () => {
      let rows: readonly Row[] = [new Map()];
      for (const { relation, on } of tables) {
        const nulls: Row = new Map(relation.columns.map((c) => [c.text, null]));
        const theirs = relation.rows();
        rows = rows.flatMap((row) => {
          const pairs = theirs.map((other) => merged(row, other));
          const met = on ? pairs.filter((pair) => on.every((c) => c.truth(pair) === true)) : pairs;
          return met.length > 0 || !on ? met : [merged(row, nulls)];
        });
      }
      return where ? rows.filter((row) => where.truth(row) === true) : rows;
    },
  };
}
