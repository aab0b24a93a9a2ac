import { expression } from './expressions.js';
import type { Query, QueryGenerator, Row, Scope } from './scope.js';
import { tableRelation } from './tables.js';
import { exact, numberOf, type Type, type Value } from './values.js';

/*
 * Recursive WITH over the tree of a table. SEARCH numbers the rows in its order; with CYCLE, a row whose values an ancestor has is marked
 * and leads no further. (SQL Language Reference, "SELECT", subquery_factoring_clause)
 */

interface Found {
  readonly row: Row;
  readonly level: number;
  readonly sum: Value;
  readonly path: string;
  readonly cycle: boolean;
}

/** ID of all is known, and no two rows have the same. */
export function recursive(g: QueryGenerator, types: readonly Type[]): Query {
  const { random } = g;
  const table = tableRelation(g, random.pick(g.tables));
  const alias = table.columns[0]?.text.split('.')[0] ?? '';
  const name = g.fresh('r');
  const scope: Scope = { columns: table.columns, outer: [], queries: false, depth: 2 };
  const [id, p, n] = [`${alias}.id`, `${alias}.p`, `${alias}.n`];
  const of = expression(g, scope, types.find((type) => type !== 'NUMBER') ?? 'DATE');
  const depth = random.pick(['DEPTH', 'BREADTH', 'BREADTH'] as const);
  const descending = random.chance(0.3);
  const searched = random.chance(0.6);
  const cycles = random.chance(0.4);
  const bouncing = cycles && random.chance(0.5);
  const at = (row: Row, column: string): Value => row.get(column) ?? null;
  const start = random.chance(0.6)
    ? { text: `${p} IS NULL`, meets: (row: Row) => at(row, p) === null }
    : { text: `${id} <= 2`, meets: (row: Row) => numberOf(at(row, id) ?? 9) <= 2 };
  const join = bouncing ? `(${p} = w.id OR ${id} = w.p)` : `${p} = w.id`;
  const meets = (parent: Row, child: Row): boolean =>
    (at(child, p) !== null && at(child, p) === at(parent, id)) ||
    (bouncing && at(parent, p) !== null && at(child, id) === at(parent, p));
  const deepest = random.chance(0.3) ? 2 : undefined;
  const plus = (sum: Value, more: Value): Value =>
    sum === null || more === null ? null : exact(numberOf(sum) + numberOf(more));
  const sign = descending ? -1 : 1;
  const siblings = (found: readonly Found[]): Found[] =>
    found.toSorted((x, y) => sign * (numberOf(at(x.row, id) ?? 0) - numberOf(at(y.row, id) ?? 0)));

  const all = (): readonly Found[] => {
    const rows = table.rows();
    const made: Found[] = [];
    const childrenOf = (found: Found, ancestors: ReadonlySet<Value>): Found[] =>
      found.cycle || (deepest !== undefined && found.level > deepest)
        ? []
        : siblings(
            rows
              .filter((row) => meets(found.row, row))
              .map((row) => ({
                row,
                level: found.level + 1,
                sum: plus(found.sum, at(row, n)),
                path: `${found.path}/${at(row, id)}`,
                cycle: cycles && ancestors.has(at(row, id)),
              })),
          );
    const roots = siblings(
      rows
        .filter(start.meets)
        .map((row) => ({ row, level: 1, sum: at(row, n), path: String(at(row, id)), cycle: false })),
    );
    if (depth === 'DEPTH') {
      const visit = (found: Found, ancestors: ReadonlySet<Value>): void => {
        made.push(found);
        const own = new Set([...ancestors, at(found.row, id)]);
        for (const child of childrenOf(found, own)) visit(child, own);
      };
      for (const root of roots) visit(root, new Set());
      return made;
    }
    let level = roots.map((found) => ({ found, ancestors: new Set([at(found.row, id)]) }));
    while (level.length > 0) {
      level = level.toSorted(
        (x, y) => sign * (numberOf(at(x.found.row, id) ?? 0) - numberOf(at(y.found.row, id) ?? 0)),
      );
      made.push(...level.map(({ found }) => found));
      level = level.flatMap(({ found, ancestors }) =>
        childrenOf(found, ancestors).map((child) => ({
          found: child,
          ancestors: new Set([...ancestors, at(child.row, id)]),
        })),
      );
    }
    return made;
  };
  // Of two rows of a level with one ID it is open which comes first.
  const numbered = searched && !(bouncing && depth === 'BREADTH');
  const own: RecursiveItem = { text: 'v', value: ({ row }) => of.value(row) };
  const items = types.map((type) =>
    type === of.type && random.chance(0.6) ? own : random.pick(itemsOf(type, { id, numbered, cycles })),
  );
  const search = searched ? ` SEARCH ${depth} FIRST BY id${descending ? ' DESC' : ''} SET pos` : '';
  const cycle = cycles ? " CYCLE id SET cyc TO 'Y' DEFAULT 'N'" : '';
  return {
    types,
    text:
      `WITH ${name} (id, p, lvl, total, path, v) AS (SELECT ${id}, ${p}, 1, ${n}, CAST(${id} AS VARCHAR2(200)), ${of.text} FROM ${table.text} WHERE ${start.text} ` +
      `UNION ALL SELECT ${id}, ${p}, w.lvl + 1, w.total + ${n}, w.path || '/' || ${id}, ${of.text} FROM ${name} w JOIN ${table.text} ON ${join}` +
      `${deepest === undefined ? '' : ` WHERE w.lvl <= ${deepest}`})${search}${cycle} SELECT ${items.map((item, i) => `${item.text} AS c${i + 1}`).join(', ')} FROM ${name}`,
    rows: () => all().map((found, place) => items.map((item) => item.value(found, place))),
  };
}

interface RecursiveItem {
  readonly text: string;
  readonly value: (found: Found, place: number) => Value;
}

/** `numbered`: SEARCH gives each row a number of its own. */
function itemsOf(
  type: Type,
  { id, numbered, cycles }: { readonly id: string; readonly numbered: boolean; readonly cycles: boolean },
): readonly RecursiveItem[] {
  const dayOf = ({ level }: Found): Value => ({ ms: Date.UTC(2024, 0, 1 + level) });
  switch (type) {
    case 'NUMBER':
      return [
        { text: 'lvl', value: ({ level }) => level },
        { text: 'total', value: ({ sum }) => sum },
        { text: 'id', value: ({ row }) => row.get(id) ?? null },
        ...(numbered ? [{ text: 'pos', value: (_: Found, place: number): Value => place + 1 }] : []),
      ];
    case 'VARCHAR2':
      return [
        { text: 'path', value: ({ path }) => path },
        ...(cycles ? [{ text: "cyc || ''", value: ({ cycle }: Found): Value => (cycle ? 'Y' : 'N') }] : []),
      ];
    case 'CHAR':
      return [{ text: 'CAST(lvl AS CHAR(3))', value: ({ level }) => ({ char: String(level).padEnd(3) }) }];
    case 'DATE':
      return [{ text: "DATE '2024-01-01' + lvl", value: dayOf }];
    case 'RAW':
    case 'CLOB':
      return [{ text: "HEXTORAW('AB')", value: () => ({ hex: 'AB' }) }];
    case 'TIMESTAMP':
      return [{ text: "TIMESTAMP '2024-01-01 00:00:00' + NUMTODSINTERVAL(lvl, 'DAY')", value: dayOf }];
  }
}
