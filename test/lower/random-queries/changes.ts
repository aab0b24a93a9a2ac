import { aggregate, condition, expression } from './expressions.js';
import { merged, type QueryGenerator, type Relation, type Row, type Scope } from './scope.js';
import { type Table, tableRelation } from './tables.js';
import type { Value } from './values.js';

/*
 * INSERT, UPDATE, DELETE and MERGE of rows of a table. All values are worked out of the rows as they are before the
 * statement. (SQL Language Reference, "UPDATE", "MERGE")
 */

export interface Change {
  readonly text: string;
  /** Changes the table; how many rows it were. False: a value does not fit its column. */
  readonly apply: () => number | false;
  /** Does Oracle's documentation say what SQL%ROWCOUNT is? */
  readonly counts: boolean;
}

const scopeOf = (relation: Relation): Scope => ({ columns: relation.columns, outer: [], queries: true, depth: 1 });

/** Rows in the order of the columns of the table: ID, P, N, S. */
const stored = (relation: Relation, row: Row): Value[] => relation.columns.map((c) => row.get(c.text) ?? null);

const fits = (rows: readonly (readonly Value[])[]): boolean =>
  rows.every(([, , n, s]) => Math.abs(Number(n ?? 0)) < 100_000 && String(s ?? '').length <= 10);

/** Puts the rows into the table, where they fit it. */
function put(table: Table, rows: readonly (readonly Value[])[], count: number): number | false {
  if (!fits(rows)) return false;
  table.rows = rows;
  return count;
}

export function change(g: QueryGenerator): Change {
  const table = g.random.pick(g.tables);
  return g.random.pick([update, updateOfQuery, updateOfJoin, remove, insert, merge, merge])(g, table);
}

function update(g: QueryGenerator, table: Table): Change {
  const target = tableRelation(g, table);
  const scope = scopeOf(target);
  const [n, s] = [expression(g, scope, 'NUMBER'), expression(g, scope, 'VARCHAR2')];
  const sets = g.random.pick(['n', 's', 'both'] as const);
  const where = condition(g, scope);
  const list = [...(sets === 's' ? [] : [`n = ${n.text}`]), ...(sets === 'n' ? [] : [`s = ${s.text}`])];
  return {
    counts: true,
    text: `UPDATE ${target.text} SET ${list.join(', ')} WHERE ${where.text}`,
    apply: () => {
      let count = 0;
      const rows = target.rows().map((row) => {
        const [id, p, oldN, oldS] = stored(target, row);
        if (where.truth(row) !== true) return [id ?? null, p ?? null, oldN ?? null, oldS ?? null];
        count++;
        return [
          id ?? null,
          p ?? null,
          sets === 's' ? (oldN ?? null) : n.value(row),
          sets === 'n' ? (oldS ?? null) : s.value(row),
        ];
      });
      return put(table, rows, count);
    },
  };
}

/** `SET (n, s) = (SELECT …)` of a query that has one row. */
function updateOfQuery(g: QueryGenerator, table: Table): Change {
  const target = tableRelation(g, table);
  const source = tableRelation(g, g.random.pick(g.tables));
  const inner: Scope = { columns: source.columns, outer: target.columns, queries: false, depth: 1 };
  const own: Scope = { ...inner, outer: [], depth: 2 };
  const [n, s] = [expression(g, own, 'NUMBER'), expression(g, own, 'VARCHAR2')];
  const meets = condition(g, inner);
  const where = condition(g, scopeOf(target));
  return {
    counts: true,
    text:
      `UPDATE ${target.text} SET (n, s) = (SELECT SUM(${n.text}), MIN(${s.text}) FROM ${source.text} ` +
      `WHERE ${meets.text}) WHERE ${where.text}`,
    apply: () => {
      let count = 0;
      const others = source.rows();
      const rows = target.rows().map((row) => {
        const old = stored(target, row);
        if (where.truth(row) !== true) return old;
        count++;
        const met = others.map((other) => merged(row, other)).filter((pair) => meets.truth(pair) === true);
        return [old[0] ?? null, old[1] ?? null, aggregate('SUM', met.map(n.value)), aggregate('MIN', met.map(s.value))];
      });
      return put(table, rows, count);
    },
  };
}

/** An inline view of a join, each row of whose table stands in it once: the other side is joined by its key. */
function updateOfJoin(g: QueryGenerator, table: Table): Change {
  const target = tableRelation(g, table);
  const source = tableRelation(g, g.random.pick(g.tables));
  const [targetP, targetN] = [target.columns[1]?.text ?? '', target.columns[2]?.text ?? ''];
  const [sourceId, sourceN] = [source.columns[0]?.text ?? '', source.columns[2]?.text ?? ''];
  const added = g.random.below(3);
  const where = g.random.chance(0.5) ? condition(g, { ...scopeOf(target), queries: false }) : undefined;
  return {
    counts: true,
    text:
      `UPDATE (SELECT ${targetN} AS a, ${sourceN} AS b FROM ${target.text} JOIN ${source.text} ` +
      `ON ${targetP} = ${sourceId}${where ? ` WHERE ${where.text}` : ''}) SET a = NVL(b, ${added})`,
    apply: () => {
      let count = 0;
      const others = new Map(source.rows().map((row) => [row.get(sourceId), row]));
      const rows = target.rows().map((row) => {
        const old = stored(target, row);
        const p = row.get(targetP) ?? null;
        const other = p === null ? undefined : others.get(p);
        if (!other || (where && where.truth(row) !== true)) return old;
        count++;
        return [old[0] ?? null, old[1] ?? null, other.get(sourceN) ?? added, old[3] ?? null];
      });
      return put(table, rows, count);
    },
  };
}

function remove(g: QueryGenerator, table: Table): Change {
  const target = tableRelation(g, table);
  const where = condition(g, scopeOf(target));
  return {
    counts: true,
    text: `DELETE FROM ${target.text} WHERE ${where.text}`,
    apply: () => {
      const rows = target.rows();
      const left = rows.filter((row) => where.truth(row) !== true);
      return put(
        table,
        left.map((row) => stored(target, row)),
        rows.length - left.length,
      );
    },
  };
}

function insert(g: QueryGenerator, table: Table): Change {
  const source = tableRelation(g, g.random.pick(g.tables));
  const scope = scopeOf(source);
  const [n, s] = [expression(g, scope, 'NUMBER'), expression(g, scope, 'VARCHAR2')];
  const where = condition(g, scope);
  const id = source.columns[0]?.text ?? '';
  const base = Math.max(0, ...table.rows.map(([x]) => Number(x)));
  return {
    counts: true,
    text:
      `INSERT INTO ${table.name} (s, id, n) SELECT ${s.text}, ${base} + ${id}, ${n.text} FROM ${source.text} ` +
      `WHERE ${where.text}`,
    apply: () => {
      const made = source
        .rows()
        .filter((row) => where.truth(row) === true)
        .map((row) => [base + Number(row.get(id)), null, n.value(row), s.value(row)]);
      return put(table, [...table.rows, ...made], made.length);
    },
  };
}

/** By the key of both tables: a row of the target meets one of the source at most. */
function merge(g: QueryGenerator, table: Table): Change {
  const { random } = g;
  const target = tableRelation(g, table);
  const source = tableRelation(g, random.pick(g.tables.filter((t) => t !== table)));
  const [targetId, sourceId] = [target.columns[0]?.text ?? '', source.columns[0]?.text ?? ''];
  const both: Scope = { columns: [...target.columns, ...source.columns], outer: [], queries: false, depth: 1 };
  const ofSource: Scope = { ...both, columns: source.columns };
  const some = (scope: Scope, chance: number) => (random.chance(chance) ? condition(g, scope) : undefined);
  const [n, s] = [expression(g, both, 'NUMBER'), expression(g, both, 'VARCHAR2')];
  const [newN, newS] = [expression(g, ofSource, 'NUMBER'), expression(g, ofSource, 'VARCHAR2')];
  const updates = some(both, 0.4);
  const deletes = some({ ...both, columns: target.columns }, 0.3);
  const inserts = some(ofSource, 0.4);
  return {
    counts: deletes === undefined,
    text: [
      `MERGE INTO ${target.text} USING ${source.text} ON (${targetId} = ${sourceId})`,
      ` WHEN MATCHED THEN UPDATE SET n = ${n.text}, s = ${s.text}${updates ? ` WHERE ${updates.text}` : ''}`,
      ...(deletes ? [` DELETE WHERE ${deletes.text}`] : []),
      ` WHEN NOT MATCHED THEN INSERT (id, n, s) VALUES (${sourceId}, ${newN.text}, ${newS.text})`,
      ...(inserts ? [` WHERE ${inserts.text}`] : []),
    ].join(''),
    apply: () => {
      const others = new Map(source.rows().map((row) => [row.get(sourceId), row]));
      const ours = target.rows();
      const known = new Set(ours.map((row) => row.get(targetId)));
      let count = 0;
      const updated = ours.flatMap((row) => {
        const other = others.get(row.get(targetId));
        const pair = other && merged(row, other);
        if (!pair || (updates && updates.truth(pair) !== true)) return [stored(target, row)];
        count++;
        const [id, p] = stored(target, row);
        const made = [id ?? null, p ?? null, n.value(pair), s.value(pair)];
        const after: Row = new Map(target.columns.map((c, i) => [c.text, made[i] ?? null]));
        return deletes?.truth(after) === true ? [] : [made];
      });
      const added = [...others.values()]
        .filter((row) => !known.has(row.get(sourceId)) && (!inserts || inserts.truth(row) === true))
        .map((row) => [row.get(sourceId) ?? null, null, newN.value(row), newS.value(row)]);
      return put(table, [...updated, ...added], count + added.length);
    },
  };
}
