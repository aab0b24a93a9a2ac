import { condition } from './conditions.js';
import { aggregate, expression } from './expressions.js';
import { markedChain } from './marked.js';
import {
  type Column,
  type Condition,
  merged,
  type QueryGenerator,
  type Relation,
  type Row,
  type Scope,
} from './scope.js';
import { sharedColumns } from './shared-columns.js';
import { tableRelation } from './tables.js';
import { allOf, compare, type Type } from './values.js';

/*
 * FROM clauses. `(+)` marks the columns of the table that NULLs stand in for, in conditions of the WHERE clause as well.
 * (SQL Language Reference, "Joins", "Outer Joins")
 */

type Kind = 'INNER' | 'LEFT' | 'RIGHT' | 'FULL';

/** A table, an inner query, or two of them joined. `query`: makes an inner query. */
export function relation(g: QueryGenerator, query: (g: QueryGenerator) => Relation): Relation {
  const single = (): Relation => (g.random.chance(0.75) ? tableRelation(g, g.random.pick(g.tables)) : query(g));
  if (g.random.chance(0.08)) return markedChain(g);
  if (g.random.chance(0.08)) return sharedColumns(g);
  const first = single();
  if (g.random.chance(0.45)) return first;
  const kind = g.random.next();
  if (kind < 0.15) return applied(g, first);
  const joined = kind < 0.45 ? marked(g, first, single()) : ansi(g, first, single());
  return joined.where === undefined && g.random.chance(0.2) ? ansi(g, joined, single()) : joined;
}

/** A column of each side, of one type. */
interface Equality {
  readonly x: Column;
  readonly y: Column;
}

function equality({ random }: QueryGenerator, left: Relation, right: Relation): Equality | undefined {
  const pairs = right.columns.flatMap((y) => left.columns.filter((x) => comparable(x, y)).map((x) => ({ x, y })));
  return pairs.length > 0 ? random.pick(pairs) : undefined;
}

/** CHAR is joined with columns of tables only: what else is text may be CHAR, too. */
function comparable(x: Column, y: Column): boolean {
  if (x.type === 'CLOB' || y.type === 'CLOB') return false;
  if (x.type === y.type) return true;
  const has = (type: Type): Column | undefined => (x.type === type ? y : y.type === type ? x : undefined);
  const beside = has('CHAR');
  if (beside) return beside.type === 'VARCHAR2' && beside.ofTable === true;
  if (has('NUMBER')) return has('NUMBER')?.numeric === true;
  return has('DATE')?.type === 'TIMESTAMP';
}

function ansi(g: QueryGenerator, left: Relation, right: Relation): Relation {
  const kind = g.random.pick<Kind>(['INNER', 'LEFT', 'LEFT', 'RIGHT', 'FULL']);
  const columns = [...left.columns, ...right.columns];
  const equal = equality(g, left, right);
  if (!equal) return left;
  const { x, y } = equal;
  const more = g.random.chance(0.3) ? condition(g, { columns, outer: [], queries: false, depth: 2 }) : undefined;
  const on: Condition = {
    text: `${x.text} = ${y.text}${more ? ` AND ${more.text}` : ''}`,
    truth: (row) =>
      allOf([compare(row.get(x.text) ?? null, '=', row.get(y.text) ?? null), more ? more.truth(row) : true]),
  };
  return {
    text: `${left.text} ${kind === 'INNER' ? '' : `${kind} `}JOIN ${right.text} ON ${on.text}`,
    columns,
    rows: () => join(left, right, kind, (row) => on.truth(row) === true),
  };
}

/** `WHERE x.id = y.p(+) AND y.n(+) = 2` */
function marked(g: QueryGenerator, left: Relation, right: Relation): Relation {
  const equal = equality(g, left, right);
  if (!equal) return left;
  const { x, y } = equal;
  const tests: Condition[] = [
    {
      text: g.random.chance(0.5) ? `${x.text} = ${y.text}(+)` : `${y.text}(+) = ${x.text}`,
      truth: (row) => compare(row.get(x.text) ?? null, '=', row.get(y.text) ?? null),
    },
  ];
  const numbers = right.columns.filter((c) => c.type === 'NUMBER');
  if (numbers.length > 0 && g.random.chance(0.5)) {
    const { text } = g.random.pick(numbers);
    const operator = g.random.pick(['=', '>', '<'] as const);
    const n = g.random.below(4);
    tests.push({ text: `${text}(+) ${operator} ${n}`, truth: (row) => compare(row.get(text) ?? null, operator, n) });
  }
  return {
    text: `${left.text}, ${right.text}`,
    columns: [...left.columns, ...right.columns],
    where: tests.map((t) => t.text).join(' AND '),
    rows: () => join(left, right, 'LEFT', (row) => tests.every((t) => t.truth(row) === true)),
  };
}

/** `CROSS APPLY`, `OUTER APPLY` or `LATERAL`: an inner query that names columns of the left side. */
function applied(g: QueryGenerator, left: Relation): Relation {
  const { random } = g;
  const kind = random.pick(['CROSS APPLY', 'OUTER APPLY', ', LATERAL', 'CROSS JOIN LATERAL'] as const);
  const alias = g.fresh('y');
  const table = tableRelation(g, random.pick(g.tables));
  const inner: Scope = { columns: table.columns, outer: left.columns, queries: false, depth: 1 };
  const where = condition(g, inner);
  const grouped = random.chance(0.4);
  const types = [someOf(g), someOf(g)];
  const items = types.map((type) => expression(g, grouped ? { ...inner, outer: [], depth: 2 } : inner, type));
  const name = random.pick(['MIN', 'MAX'] as const);
  const columns = types.map((type, i) => ({ text: `${alias}.c${i + 1}`, type }));
  const list = items.map((item, i) => `${grouped ? `${name}(${item.text})` : item.text} AS c${i + 1}`).join(', ');
  return {
    text: `${left.text}${kind.startsWith(',') ? '' : ' '}${kind} (SELECT ${list} FROM ${table.text} WHERE ${where.text}) ${alias}`,
    columns: [...left.columns, ...columns],
    rows: () =>
      left.rows().flatMap((row) => {
        const met = table
          .rows()
          .map((other) => merged(row, other))
          .filter((pair) => where.truth(pair) === true);
        const values = grouped
          ? [items.map((item) => aggregate(name, met.map(item.value)))]
          : met.map((pair) => items.map((item) => item.value(pair)));
        const found = values.map((of) => merged(row, new Map(columns.map((c, i) => [c.text, of[i] ?? null]))));
        if (found.length > 0 || kind !== 'OUTER APPLY') return found;
        return [merged(row, new Map(columns.map((c) => [c.text, null])))];
      }),
  };
}

const someOf = ({ random }: QueryGenerator): Type =>
  random.pick(['NUMBER', 'NUMBER', 'VARCHAR2', 'CHAR', 'DATE', 'TIMESTAMP', 'RAW']);

function join(left: Relation, right: Relation, kind: Kind, meets: (row: Row) => boolean): Row[] {
  const [ours, theirs] = [left.rows(), right.rows()];
  const nulls = (of: Relation): Row => new Map(of.columns.map((c) => [c.text, null]));
  const met = new Set<Row>();
  const rows = ours.flatMap((row) => {
    const pairs = theirs.flatMap((other) => {
      const pair = merged(row, other);
      if (!meets(pair)) return [];
      met.add(other);
      return [pair];
    });
    if (pairs.length > 0 || kind === 'INNER' || kind === 'RIGHT') return pairs;
    return [merged(row, nulls(right))];
  });
  if (kind === 'INNER' || kind === 'LEFT') return rows;
  return [...rows, ...theirs.filter((other) => !met.has(other)).map((other) => merged(nulls(left), other))];
}
