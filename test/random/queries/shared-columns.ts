import { column, expression } from './expressions.js';
import { type Column, merged, type QueryGenerator, type Relation, type Row, type Scope } from './scope.js';
import { tableRelation } from './tables.js';
import { compare, type Type, type Value } from './values.js';

/*
 * NATURAL JOIN and USING: the columns that both sides have stand once, unqualified; of a FULL join each is of the side that has the row.
 * (SQL Language Reference, "SELECT", outer_join_clause and "Joins")
 */

interface Side {
  readonly text: string;
  readonly shared: readonly Column[];
  readonly own: readonly Column[];
  readonly rows: () => readonly Row[];
}

/** A query in parentheses with the shared columns and some of its own. */
function side(g: QueryGenerator, shared: readonly Column[], count: number): Side {
  const { random } = g;
  const table = tableRelation(g, random.pick(g.tables));
  const alias = g.fresh('u');
  const scope: Scope = { columns: table.columns, outer: [], queries: false, depth: 1 };
  const own = Array.from(
    { length: count },
    (): Column => ({
      text: `${alias}.${g.fresh('o')}`,
      type: random.pick<Type>(['NUMBER', 'VARCHAR2', 'CHAR', 'DATE', 'RAW']),
    }),
  );
  const columns = [...own, ...shared].toSorted(() => (random.chance(0.5) ? 1 : -1));
  // A literal is CHAR: merged with VARCHAR2 it would be either.
  const items = columns.map((c) => ({
    of: (c.type === 'VARCHAR2' ? column(g, scope, c.type) : undefined) ?? expression(g, scope, c.type),
    column: c,
  }));
  const name = (c: Column): string => c.text.split('.').at(-1) ?? '';
  return {
    text: `(SELECT ${items.map((i) => `${i.of.text} AS ${name(i.column)}`).join(', ')} FROM ${table.text}) ${alias}`,
    shared,
    own,
    rows: () => table.rows().map((row) => new Map(items.map((i) => [i.column.text, i.of.value(row)]))),
  };
}

type Kind = '' | 'LEFT ' | 'RIGHT ' | 'FULL ';

export function sharedColumns(g: QueryGenerator): Relation {
  const { random } = g;
  const shared = Array.from(
    { length: 1 + random.below(2) },
    (): Column => ({ text: g.fresh('k'), type: random.pick<Type>(['NUMBER', 'NUMBER', 'VARCHAR2', 'DATE']) }),
  );
  const natural = random.chance(0.4);
  let made: Relation | undefined;
  const count = 2 + random.below(2);
  for (let i = 0; i < count; i++) {
    const next = side(g, shared, random.below(2) + (i === 0 ? 1 : 0));
    if (!made) {
      made = { text: next.text, columns: [...shared, ...next.own], rows: next.rows };
      continue;
    }
    const kind = random.pick<Kind>(['', 'LEFT ', 'RIGHT ', 'FULL ']);
    const text = natural
      ? `${made.text} NATURAL ${kind}JOIN ${next.text}`
      : `${made.text} ${kind}JOIN ${next.text} USING (${shared.map((c) => c.text).join(', ')})`;
    made = { text, columns: [...made.columns, ...next.own], rows: joined(made, next, kind) };
  }
  return made as Relation;
}

function joined(left: Relation, right: Side, kind: Kind): () => Row[] {
  const nulls = (columns: readonly Column[]): Row => new Map(columns.map((c) => [c.text, null]));
  const at = (row: Row, c: Column): Value => row.get(c.text) ?? null;
  return () => {
    const [ours, theirs] = [left.rows(), right.rows()];
    const met = new Set<Row>();
    const rows = ours.flatMap((row) => {
      const others = theirs.filter((other) =>
        right.shared.every((c) => compare(at(row, c), '=', at(other, c)) === true),
      );
      for (const other of others) met.add(other);
      if (others.length > 0) return others.map((other) => merged(other, row));
      return kind === 'LEFT ' || kind === 'FULL ' ? [merged(nulls(right.own), row)] : [];
    });
    if (kind !== 'RIGHT ' && kind !== 'FULL ') return rows;
    const alone = theirs.filter((other) => !met.has(other));
    return [...rows, ...alone.map((other) => merged(nulls(left.columns), other))];
  };
}
