import { type Assignment, assignments, emptyRow, NewRows, type Outcome, setList } from './assignments.js';
import { checkedView } from './checked-view.js';
import { condition } from './conditions.js';
import { aggregate, expression } from './expressions.js';
import { insteadOf } from './instead-of.js';
import { mergeOfQuery } from './merges.js';
import { multiTable } from './multi-table.js';
import { type Returning, someReturning } from './returning.js';
import { type Expression, merged, type QueryGenerator, type Relation, type Row, type Scope } from './scope.js';
import { type Table, tableRelation } from './tables.js';
import type { Value } from './values.js';

/*
 * INSERT, UPDATE, DELETE and MERGE of rows of a table. All values are worked out of the rows as they are before the
 * statement. (SQL Language Reference, "UPDATE", "MERGE")
 */

export interface Change {
  readonly text: string;
  /** Changes the table. */
  readonly apply: () => Outcome;
  /** Does Oracle's documentation say what SQL%ROWCOUNT is? */
  readonly counts: boolean;
  /** What has to be created before. */
  readonly setup?: readonly string[];
  /** RETURNING, if the statement may have it. */
  readonly returning?: Returning;
}

export const scopeOf = (relation: Relation): Scope => ({
  columns: relation.columns,
  outer: [],
  queries: true,
  depth: 1,
});

/** Rows in the order of the columns of the table. */
export const stored = (relation: Relation, row: Row): Value[] => relation.columns.map((c) => row.get(c.text) ?? null);

export const columnOf = (relation: Relation, name: string): string =>
  relation.columns.find((c) => c.text.endsWith(`.${name}`))?.text ?? '';

export function change(g: QueryGenerator): Change {
  const table = g.random.pick(g.tables);
  return g.random.pick([
    update,
    update,
    updateOfQuery,
    updateOfJoin,
    remove,
    insert,
    merge,
    mergeOfQuery,
    mergeOfQuery,
    multiTable,
    checkedView,
    insteadOf,
  ])(g, table);
}

function update(g: QueryGenerator, table: Table): Change {
  const target = tableRelation(g, table);
  const scope = scopeOf(target);
  const list = assignments(g, scope);
  const where = condition(g, scope);
  const returning = someReturning(g, target);
  return {
    counts: true,
    returning,
    text: `UPDATE ${target.text} SET ${setList(list)} WHERE ${where.text}`,
    apply: () => {
      let count = 0;
      const made = new NewRows(table);
      const rows = target.rows().map((row) => {
        if (where.truth(row) !== true) return stored(target, row);
        count++;
        const changed = made.changed(stored(target, row), list, row, 'update');
        returning.rows.push(changed);
        return changed;
      });
      return made.put(rows, count);
    },
  };
}

/** `SET (n, s) = (SELECT …)` of a query that has one row. */
function updateOfQuery(g: QueryGenerator, table: Table): Change {
  const target = tableRelation(g, table);
  const source = tableRelation(g, g.random.pick(g.tables));
  const inner: Scope = { columns: source.columns, outer: target.columns, queries: false, depth: 1 };
  const own: Scope = { ...inner, outer: [], depth: 2 };
  const list = assignments(g, own);
  const meets = condition(g, inner);
  const where = condition(g, scopeOf(target));
  const items = list.map(({ of }) => `MIN(${of.text})`).join(', ');
  return {
    counts: true,
    text:
      `UPDATE ${target.text} SET (${list.map((a) => a.column).join(', ')}) = (SELECT ${items} FROM ${source.text} ` +
      `WHERE ${meets.text}) WHERE ${where.text}`,
    apply: () => {
      let count = 0;
      const made = new NewRows(table);
      const others = source.rows();
      const rows = target.rows().map((row) => {
        if (where.truth(row) !== true) return stored(target, row);
        count++;
        const met = others.map((other) => merged(row, other)).filter((pair) => meets.truth(pair) === true);
        const least = (of: Expression): Expression => ({ ...of, value: () => aggregate('MIN', met.map(of.value)) });
        const values = list.map(({ column, of }) => ({ column, of: least(of) }));
        return made.changed(stored(target, row), values, row, 'update');
      });
      return made.put(rows, count);
    },
  };
}

/** An inline view of a join, each row of whose table stands in it once: the other side is joined by its key. */
function updateOfJoin(g: QueryGenerator, table: Table): Change {
  const target = tableRelation(g, table);
  const source = tableRelation(g, g.random.pick(g.tables));
  const name = g.random.pick(['n', 's', 'c', 'm', 'd', 't']);
  const [targetP, sourceId] = [columnOf(target, 'p'), columnOf(source, 'id')];
  const [own, other] = [columnOf(target, name), columnOf(source, name)];
  const type = target.columns.find((c) => c.text === own)?.type ?? 'NUMBER';
  const fallback = expression(g, { columns: [], outer: [], queries: false, depth: 3 }, type);
  const where = g.random.chance(0.5) ? condition(g, { ...scopeOf(target), queries: false }) : undefined;
  return {
    counts: true,
    text:
      `UPDATE (SELECT ${own} AS a, ${other} AS b FROM ${target.text} JOIN ${source.text} ` +
      `ON ${targetP} = ${sourceId}${where ? ` WHERE ${where.text}` : ''}) SET a = NVL(b, ${fallback.text})`,
    apply: () => {
      let count = 0;
      const made = new NewRows(table);
      const others = new Map(source.rows().map((row) => [row.get(sourceId), row]));
      const rows = target.rows().map((row) => {
        const p = row.get(targetP) ?? null;
        const found = p === null ? undefined : others.get(p);
        if (!found || (where && where.truth(row) !== true)) return stored(target, row);
        count++;
        const value = (): Value => found.get(other) ?? fallback.value(row);
        return made.changed(stored(target, row), [{ column: name, of: { ...fallback, value } }], row, 'update');
      });
      return made.put(rows, count);
    },
  };
}

function remove(g: QueryGenerator, table: Table): Change {
  const target = tableRelation(g, table);
  const where = condition(g, scopeOf(target));
  const returning = someReturning(g, target);
  return {
    counts: true,
    returning,
    text: `DELETE FROM ${target.text} WHERE ${where.text}`,
    apply: () => {
      const rows = target.rows();
      const left = rows.filter((row) => where.truth(row) !== true);
      returning.rows.push(...rows.filter((row) => !left.includes(row)).map((row) => stored(target, row)));
      table.rows = left.map((row) => stored(target, row));
      return rows.length - left.length;
    },
  };
}

export const named = (list: readonly Assignment[]): string => list.map((a) => `, ${a.column}`).join('');
export const given = (list: readonly Assignment[]): string => list.map((a) => `, ${a.of.text}`).join('');

function insert(g: QueryGenerator, table: Table): Change {
  const source = tableRelation(g, g.random.pick(g.tables));
  const scope = scopeOf(source);
  const list = assignments(g, scope);
  const where = condition(g, scope);
  const id = columnOf(source, 'id');
  const base = Math.max(0, ...table.rows.map(([x]) => Number(x)));
  return {
    counts: true,
    text:
      `INSERT INTO ${table.name} (id${named(list)}) SELECT ${base} + ${id}${given(list)} FROM ${source.text} ` +
      `WHERE ${where.text}`,
    apply: () => {
      const made = new NewRows(table);
      const rows = source
        .rows()
        .filter((row) => where.truth(row) === true)
        .map((row) => made.changed(emptyRow(base + Number(row.get(id))), list, row, 'insert'));
      return made.put([...table.rows, ...rows], rows.length);
    },
  };
}

/** By the key of both tables: a row of the target meets one of the source at most. */
function merge(g: QueryGenerator, table: Table): Change {
  const { random } = g;
  const target = tableRelation(g, table);
  const source = tableRelation(g, random.pick(g.tables.filter((t) => t !== table)));
  const [targetId, sourceId] = [columnOf(target, 'id'), columnOf(source, 'id')];
  const both: Scope = { columns: [...target.columns, ...source.columns], outer: [], queries: false, depth: 1 };
  const ofSource: Scope = { ...both, columns: source.columns };
  const some = (scope: Scope, chance: number) => (random.chance(chance) ? condition(g, scope) : undefined);
  const list = assignments(g, both);
  const added = assignments(g, ofSource);
  const updates = some(both, 0.4);
  const deletes = some({ ...both, columns: target.columns }, 0.3);
  const inserts = some(ofSource, 0.4);
  return {
    counts: deletes === undefined,
    text: [
      `MERGE INTO ${target.text} USING ${source.text} ON (${targetId} = ${sourceId})`,
      ` WHEN MATCHED THEN UPDATE SET ${setList(list)}${updates ? ` WHERE ${updates.text}` : ''}`,
      ...(deletes ? [` DELETE WHERE ${deletes.text}`] : []),
      ` WHEN NOT MATCHED THEN INSERT (id${named(added)}) VALUES (${sourceId}${given(added)})`,
      ...(inserts ? [` WHERE ${inserts.text}`] : []),
    ].join(''),
    apply: () => {
      // Whether DELETE sees what a trigger has changed is open.
      if (deletes && table.trigger) return undefined;
      const made = new NewRows(table);
      const others = new Map(source.rows().map((row) => [row.get(sourceId), row]));
      const ours = target.rows();
      const known = new Set(ours.map((row) => row.get(targetId)));
      let count = 0;
      const updated = ours.flatMap((row) => {
        const other = others.get(row.get(targetId));
        const pair = other && merged(row, other);
        if (!pair || (updates && updates.truth(pair) !== true)) return [stored(target, row)];
        count++;
        const values = made.changed(stored(target, row), list, pair, 'update');
        const after: Row = new Map(target.columns.map((c, i) => [c.text, values[i] ?? null]));
        return deletes?.truth(after) === true ? [] : [values];
      });
      const rows = [...others.values()]
        .filter((row) => !known.has(row.get(sourceId)) && (!inserts || inserts.truth(row) === true))
        .map((row) => made.changed(emptyRow(Number(row.get(sourceId))), added, row, 'insert'));
      return made.put([...updated, ...rows], count + rows.length);
    },
  };
}
