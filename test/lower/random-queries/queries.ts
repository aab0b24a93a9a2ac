import { analyticItem } from './analytic.js';
import { type Aggregate, aggregate, condition, distinctCount, expression } from './expressions.js';
import { relation } from './from.js';
import { hierarchical } from './hierarchical.js';
import type { Column, Expression, Query, QueryGenerator, Relation, Row, Scope } from './scope.js';
import { ascending, distinct, groups, key, type Type, type Value } from './values.js';

type Rows = readonly (readonly Value[])[];

const noRow: Row = new Map();

/** A query with columns of these types. */
export function query(g: QueryGenerator, types: readonly Type[], depth = 0): Query {
  const kind = g.random.next();
  if (depth < 2 && kind < 0.14) return combined(g, types, depth);
  if (depth < 2 && kind < 0.26) return limited(g, types, depth);
  if (kind < 0.36) return hierarchical(g, types);
  return kind < 0.62 ? grouped(g, types, depth) : plain(g, types, depth);
}

export const someTypes = ({ random }: QueryGenerator): Type[] =>
  Array.from({ length: 1 + random.below(3) }, () => (random.chance(0.6) ? 'NUMBER' : 'VARCHAR2'));

const aliased = (items: readonly { readonly text: string }[]): string =>
  items.map((item, i) => `${item.text} AS c${i + 1}`).join(', ');

/** The query in parentheses, as what FROM names. */
function inlineView(g: QueryGenerator, depth: number): Relation {
  const types = someTypes(g);
  const of = query(g, types, depth + 1);
  const alias = g.fresh('v');
  const columns: readonly Column[] = types.map((type, i) => ({ text: `${alias}.c${i + 1}`, type }));
  return {
    text: `(${of.text}) ${alias}`,
    columns,
    rows: () => of.rows(noRow).map((row) => new Map(columns.map((c, i) => [c.text, row[i] ?? null]))),
  };
}

interface Source {
  readonly scope: Scope;
  /** FROM and WHERE. */
  readonly text: string;
  readonly rows: () => readonly Row[];
}

function source(g: QueryGenerator, depth: number): Source {
  const from = relation(g, () => (depth < 2 ? inlineView(g, depth) : inlineView(g, 2)));
  const scope: Scope = { columns: from.columns, outer: [], queries: true, depth: 0 };
  const where = g.random.chance(0.6) ? condition(g, scope) : undefined;
  const all = [from.where, where?.text].filter((text) => text !== undefined);
  return {
    scope,
    text: `FROM ${from.text}${all.length > 0 ? ` WHERE ${all.join(' AND ')}` : ''}`,
    rows: () => (where ? from.rows().filter((row) => where.truth(row) === true) : from.rows()),
  };
}

function plain(g: QueryGenerator, types: readonly Type[], depth: number): Query {
  const from = source(g, depth);
  const rows = from.rows;
  const analytic = g.random.chance(0.3);
  const items = types.map((type) =>
    analytic && g.random.chance(0.6) ? analyticItem(g, from.scope, type) : perRow(expression(g, from.scope, type)),
  );
  const unique = g.random.chance(0.2);
  return {
    types,
    text: `SELECT ${unique ? 'DISTINCT ' : ''}${aliased(items)} ${from.text}`,
    rows: () => {
      const found = rows();
      const columns = items.map((item) => item.values(found));
      const made = found.map((_, i) => columns.map((values) => values[i] ?? null));
      return unique ? distinct(made, key) : made;
    },
  };
}

/** An item of the SELECT list: a value for each of the rows. */
export interface Item {
  readonly text: string;
  readonly values: (rows: readonly Row[]) => readonly Value[];
}

const perRow = ({ text, value }: Expression): Item => ({ text, values: (rows) => rows.map(value) });

/** What a group has in common, or an aggregate of it. */
interface GroupItem {
  readonly text: string;
  readonly value: (group: readonly Row[], nulled: ReadonlySet<string>) => Value;
}

function grouped(g: QueryGenerator, types: readonly Type[], depth: number): Query {
  const { random } = g;
  const from = source(g, depth);
  const keys = random.chance(0.85)
    ? distinct(
        Array.from({ length: 1 + random.below(2) }, () => random.pick(from.scope.columns)),
        (c) => c.text,
      )
    : [];
  const rollup = keys.length > 0 && random.chance(0.25);
  const items = types.map((type) => groupItem(g, from.scope, keys, type, rollup));
  const having = random.chance(0.3) ? groupItem(g, from.scope, [], 'NUMBER', false) : undefined;
  const least = random.below(4);
  const list = keys.map((k) => k.text).join(', ');
  const grouping = keys.length === 0 ? '' : rollup ? ` GROUP BY ROLLUP(${list})` : ` GROUP BY ${list}`;
  return {
    types,
    text: `SELECT ${aliased(items)} ${from.text}${grouping}${having ? ` HAVING ${having.text} > ${least}` : ''}`,
    rows: () => {
      const rows = from.rows();
      return levelsOf(keys, rollup).flatMap((level) => {
        const nulled = new Set(keys.slice(level).map((k) => k.text));
        const made = groups(rows, (row) => key(keys.slice(0, level).map((k) => row.get(k.text) ?? null)));
        // Without GROUP BY there is always one group; the grand total of ROLLUP needs a row.
        const all = keys.length === 0 && made.length === 0 ? [[]] : made;
        return all
          .filter((group) => !having || ascendingAbove(having.value(group, nulled), least))
          .map((group) => items.map((item) => item.value(group, nulled)));
      });
    },
  };
}

const ascendingAbove = (x: Value, least: number): boolean => typeof x === 'number' && x > least;

/** How many of the keys each level of the groups has. */
const levelsOf = (keys: readonly Column[], rollup: boolean): readonly number[] =>
  rollup ? Array.from({ length: keys.length + 1 }, (_, i) => keys.length - i) : [keys.length];

function groupItem(g: QueryGenerator, scope: Scope, keys: readonly Column[], type: Type, rollup: boolean): GroupItem {
  const { random } = g;
  const same = keys.filter((k) => k.type === type);
  if (same.length > 0 && random.chance(0.5)) {
    const { text } = random.pick(same);
    return { text, value: ([first], nulled) => (nulled.has(text) ? null : (first?.get(text) ?? null)) };
  }
  const k = rollup && type === 'NUMBER' && random.chance(0.3) ? random.pick(keys).text : undefined;
  if (k !== undefined) return { text: `GROUPING(${k})`, value: (_, nulled) => (nulled.has(k) ? 1 : 0) };
  const of = expression(g, { ...scope, queries: false, depth: 1 }, type);
  if (type === 'VARCHAR2') {
    if (random.chance(0.4)) {
      return {
        text: `LISTAGG(${of.text}, '-') WITHIN GROUP (ORDER BY ${of.text})`,
        value: (group) => listed(group.map(of.value)),
      };
    }
    return aggregated(random.pick(['MAX', 'MIN']), of);
  }
  const kind = random.next();
  if (kind < 0.15) return { text: 'COUNT(*)', value: (group) => group.length };
  if (kind < 0.3) return { text: `COUNT(DISTINCT ${of.text})`, value: (group) => distinctCount(group.map(of.value)) };
  if (kind < 0.45) return kept(g, scope, of);
  return aggregated(random.pick(['MAX', 'MIN', 'COUNT', 'SUM']), of);
}

const aggregated = (name: Aggregate, of: Expression): GroupItem => ({
  text: `${name}(${of.text})`,
  value: (group) => aggregate(name, group.map(of.value)),
});

/** LISTAGG leaves NULLs out. (SQL Language Reference, "LISTAGG") */
function listed(values: readonly Value[]): Value {
  const found = values.filter((x) => x !== null).sort(ascending);
  return found.length === 0 ? null : found.join('-');
}

/** Of the rows that come first or last, ties included. (SQL Language Reference, "FIRST", "LAST") */
function kept(g: QueryGenerator, scope: Scope, of: Expression): GroupItem {
  const by = g.random.pick(scope.columns).text;
  const descending = g.random.chance(0.4);
  const last = g.random.chance(0.5);
  const name = g.random.pick<Aggregate>(['MAX', 'MIN', 'SUM', 'COUNT']);
  const highest = descending !== last;
  return {
    text: `${name}(${of.text}) KEEP (DENSE_RANK ${last ? 'LAST' : 'FIRST'} ORDER BY ${by}${descending ? ' DESC' : ''})`,
    value: (group) => {
      const values = group.map((row) => row.get(by) ?? null);
      const best = values.toSorted((x, y) => (highest ? ascending(y, x) : ascending(x, y)))[0] ?? null;
      return aggregate(name, group.filter((row) => (row.get(by) ?? null) === best).map(of.value));
    },
  };
}

/** UNION, MINUS and INTERSECT leave no row twice. (SQL Language Reference, "The UNION [ALL], INTERSECT, MINUS Operators") */
function combined(g: QueryGenerator, types: readonly Type[], depth: number): Query {
  const operator = g.random.pick(['UNION', 'UNION ALL', 'MINUS', 'INTERSECT'] as const);
  const [left, right] = [plain(g, types, depth + 1), query(g, types, depth + 1)];
  return {
    types,
    text: `${left.text} ${operator} ${bracketed(right.text)}`,
    rows: (outer) => {
      const [ours, theirs] = [left.rows(outer), right.rows(outer)];
      const others = new Set(theirs.map(key));
      switch (operator) {
        case 'UNION ALL':
          return [...ours, ...theirs];
        case 'UNION':
          return distinct([...ours, ...theirs], key);
        case 'MINUS':
          return distinct(ours, key).filter((row) => !others.has(key(row)));
        case 'INTERSECT':
          return distinct(ours, key).filter((row) => others.has(key(row)));
      }
    },
  };
}

const bracketed = (text: string): string =>
  / (?:UNION|MINUS|INTERSECT|FETCH|OFFSET) /.test(text) ? `(${text})` : text;

/** The first rows in an order that leaves nothing open. (SQL Language Reference, "ROWNUM Pseudocolumn", "row_limiting_clause") */
function limited(g: QueryGenerator, types: readonly Type[], depth: number): Query {
  const { random } = g;
  const of = query(g, types, depth + 1);
  const orders = types.map((_, i) => ({
    place: i,
    descending: random.chance(0.3),
    nulls: random.pick(['', '', 'FIRST', 'LAST'] as const),
  }));
  const order = orders
    .map((o) => `${o.place + 1}${o.descending ? ' DESC' : ''}${o.nulls === '' ? '' : ` NULLS ${o.nulls}`}`)
    .join(', ');
  const sorted = (rows: Rows): Rows =>
    rows.toSorted((x, y) => {
      for (const { place, descending, nulls } of orders) {
        const [a, b] = [x[place] ?? null, y[place] ?? null];
        const sign =
          nulls !== '' && (a === null || b === null)
            ? a === b
              ? 0
              : (a === null) === (nulls === 'FIRST')
                ? -1
                : 1
            : (descending ? -1 : 1) * ascending(a, b);
        if (sign !== 0) return sign;
      }
      return 0;
    });
  const count = random.below(5);
  const kind = random.next();
  const list = types.map((_, i) => `c${i + 1}`).join(', ');
  const inner = `SELECT ${list} FROM (${of.text}) ORDER BY ${order}`;
  if (kind < 0.4) {
    const operator = random.pick(['<=', '<', '='] as const);
    const end = operator === '<=' ? count : operator === '<' ? Math.max(count - 1, 0) : count === 1 ? 1 : 0;
    return {
      types,
      text: `SELECT ${list} FROM (${inner}) WHERE ROWNUM ${operator} ${count}`,
      rows: (outer) => sorted(of.rows(outer)).slice(0, end),
    };
  }
  if (kind < 0.6) {
    const from = 1 + random.below(3);
    return {
      types,
      text: `SELECT ${list} FROM (SELECT w.*, ROWNUM AS rn FROM (${inner}) w WHERE ROWNUM <= ${from + count}) WHERE rn > ${from}`,
      rows: (outer) => sorted(of.rows(outer)).slice(from, from + count),
    };
  }
  const offset = random.chance(0.4) ? random.below(3) : 0;
  return {
    types,
    text: `SELECT ${list} FROM (${of.text}) ORDER BY ${order}${offset > 0 ? ` OFFSET ${offset} ROWS` : ''} FETCH NEXT ${count} ROWS ONLY`,
    rows: (outer) => sorted(of.rows(outer)).slice(offset, offset + count),
  };
}
