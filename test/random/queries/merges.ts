import { assignments, emptyRow, NewRows, setList } from './assignments.js';
import { type Change, columnOf, given, named, stored } from './changes.js';
import { condition } from './conditions.js';
import { aggregate, expression } from './expressions.js';
import { type Column, merged, type QueryGenerator, type Row, type Scope } from './scope.js';
import { type Table, tableColumns, tableRelation } from './tables.js';
import { groups, key, type Type, type Value } from './values.js';

/*
 * MERGE into a table or a view of it, from a query that groups by what is joined with the key; with one branch or both, with subqueries in
 * them. (SQL Language Reference, "MERGE")
 */

interface Source {
  readonly text: string;
  readonly columns: readonly Column[];
  readonly rows: () => readonly Row[];
}

/** Aggregates of a table, one row for each of its P, or for each ID that a condition leaves. */
function sourceOf(g: QueryGenerator, table: Table): Source {
  const { random } = g;
  const base = tableRelation(g, table);
  const own: Scope = { columns: base.columns, outer: [], queries: false, depth: 2 };
  const alias = g.fresh('m');
  const grouped = random.chance(0.5);
  const types = Array.from({ length: 3 }, () => random.pick<Type>(['NUMBER', 'VARCHAR2', 'CHAR', 'DATE', 'TIMESTAMP']));
  const items = types.map((type) => expression(g, own, type));
  const columns: readonly Column[] = [
    { text: `${alias}.k`, type: 'NUMBER' },
    ...types.map((type, i): Column => ({ text: `${alias}.c${i}`, type })),
  ];
  const by = columnOf(base, grouped ? 'p' : 'id');
  const where = condition(g, { ...own, queries: random.chance(0.3) });
  const list = items.map(({ text }, i) => `, ${grouped ? `MAX(${text})` : text} AS c${i}`).join('');
  const tail = grouped ? ` GROUP BY ${by}` : '';
  return {
    text: `(SELECT ${by} AS k${list} FROM ${base.text} WHERE ${where.text}${tail}) ${alias}`,
    columns,
    rows: () => {
      const rows = base.rows().filter((row) => where.truth(row) === true);
      return groups(rows, (row) => key([row.get(by) ?? null])).map((group) => {
        const [first] = group;
        const values: Value[] = items.map((of) =>
          grouped ? aggregate('MAX', group.map(of.value)) : first ? of.value(first) : null,
        );
        return new Map(columns.map((c, i) => [c.text, i === 0 ? (first?.get(by) ?? null) : (values[i - 1] ?? null)]));
      });
    },
  };
}

export function mergeOfQuery(g: QueryGenerator, table: Table): Change {
  const { random } = g;
  const view = random.chance(0.4) ? g.fresh('vm') : undefined;
  const target = tableRelation(g, table);
  const targetText = view ? target.text.replace(/^\w+/, view) : target.text;
  const source = sourceOf(g, random.pick(g.tables.filter((t) => t !== table)));
  const [targetId, sourceId] = [columnOf(target, 'id'), source.columns[0]?.text ?? ''];
  const queries = random.chance(0.3);
  const both: Scope = { columns: [...target.columns, ...source.columns], outer: [], queries, depth: 1 };
  const ofSource: Scope = { ...both, columns: source.columns };
  const some = (scope: Scope, chance: number) => (random.chance(chance) ? condition(g, scope) : undefined);
  const kind = random.below(4);
  const [updates, inserts] = [kind !== 0, kind !== 1];
  const list = assignments(g, both);
  const added = assignments(g, ofSource);
  const [whenUpdated, whenDeleted, whenInserted] = [
    some(both, 0.4),
    updates ? some({ ...both, columns: target.columns }, 0.3) : undefined,
    some(ofSource, 0.4),
  ];
  const on = random.chance(0.3)
    ? condition(g, { ...both, queries: false, depth: 3, columns: source.columns })
    : undefined;
  // A key that is NULL meets nothing, and cannot be inserted.
  const ofKey = `NVL(${sourceId}, 99)`;
  return {
    counts: whenDeleted === undefined,
    ...(view && {
      setup: [`CREATE VIEW ${view} AS SELECT ${tableColumns.map((c) => c.name).join(', ')} FROM ${table.name};`],
    }),
    text: [
      `MERGE INTO ${targetText} USING ${source.text} ON (${targetId} = ${sourceId}${on ? ` AND ${on.text}` : ''})`,
      ...(updates
        ? [` WHEN MATCHED THEN UPDATE SET ${setList(list)}${whenUpdated ? ` WHERE ${whenUpdated.text}` : ''}`]
        : []),
      ...(whenDeleted ? [` DELETE WHERE ${whenDeleted.text}`] : []),
      ...(inserts
        ? [
            ` WHEN NOT MATCHED THEN INSERT (id${named(added)}) VALUES (${ofKey} + 100${given(added)})`,
            ...(whenInserted ? [` WHERE ${whenInserted.text}`] : []),
          ]
        : []),
    ].join(''),
    apply: () => {
      if (whenDeleted && table.trigger) return undefined;
      const made = new NewRows(table);
      const ours = target.rows();
      const taken = new Set(ours.map((row) => row.get(targetId)));
      const meets = (row: Row, other: Row): boolean =>
        row.get(targetId) === other.get(sourceId) && (!on || on.truth(merged(row, other)) === true);
      const others = source.rows();
      let count = 0;
      const updated = ours.flatMap((row) => {
        const other = others.find((o) => meets(row, o));
        const pair = other && merged(row, other);
        if (!updates || !pair || (whenUpdated && whenUpdated.truth(pair) !== true)) return [stored(target, row)];
        count++;
        const values = made.changed(stored(target, row), list, pair, 'update');
        const after: Row = new Map(target.columns.map((c, i) => [c.text, values[i] ?? null]));
        return whenDeleted?.truth(after) === true ? [] : [values];
      });
      const fresh = inserts
        ? others.filter((o) => !ours.some((row) => meets(row, o)) && (!whenInserted || whenInserted.truth(o) === true))
        : [];
      const idOf = (row: Row): number => Number(row.get(sourceId) ?? 99) + 100;
      if (fresh.some((row) => taken.has(idOf(row)))) return undefined;
      const rows = fresh.map((row) => made.changed(emptyRow(idOf(row)), added, row, 'insert'));
      return made.put([...updated, ...rows], count + rows.length);
    },
  };
}
