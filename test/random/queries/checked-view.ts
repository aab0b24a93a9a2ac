import { assignments, emptyRow, NewRows, setList } from './assignments.js';
import { type Change, given, named, stored } from './changes.js';
import { condition } from './conditions.js';
import type { QueryGenerator, Relation, Row, Scope } from './scope.js';
import { type Table, tableColumns, tableRelation } from './tables.js';
import type { Truth, Value } from './values.js';

/** The view of a table whose rows meet a condition, as what a statement names. */
function viewOf(g: QueryGenerator, name: string, base: Relation, table: Table, meets: (row: Row) => Truth): Relation {
  const alias = g.fresh('z');
  const columns = base.columns.map((c) => ({ ...c, text: c.text.replace(/^\w+/, alias) }));
  return {
    text: `${name} ${alias}`,
    columns,
    rows: () =>
      table.rows
        .filter((values) => meets(rowOf(base, values)) === true)
        .map((values) => new Map(columns.map((c, i) => [c.text, values[i] ?? null]))),
  };
}

const rowOf = (relation: Relation, values: readonly Value[]): Row =>
  new Map(relation.columns.map((c, i) => [c.text, values[i] ?? null]));

/** Rows that would leave the view: ORA-01402, where it has the option. (SQL Language Reference, "CREATE VIEW", WITH CHECK OPTION) */
export function checkedView(g: QueryGenerator, table: Table): Change {
  const { random } = g;
  const base = tableRelation(g, table);
  const inner: Scope = { columns: base.columns, outer: [], queries: false, depth: 2 };
  const meets = condition(g, inner);
  const checked = random.chance(0.7);
  const name = g.fresh('vk');
  const view = viewOf(g, name, base, table, meets.truth);
  const alias = base.columns[0]?.text.split('.')[0] ?? '';
  const scope: Scope = { columns: view.columns, outer: [], queries: true, depth: 1 };
  const where = condition(g, scope);
  const list = assignments(g, scope);
  const option = checked ? (values: readonly Value[]): Truth => meets.truth(rowOf(base, values)) : undefined;
  const setup = [
    `CREATE VIEW ${name} AS SELECT ${tableColumns.map((c) => `${alias}.${c.name}`).join(', ')} FROM ${base.text} WHERE ${meets.text}${checked ? ' WITH CHECK OPTION' : ''};`,
  ];
  if (random.chance(0.3)) {
    const first = Math.max(0, ...table.rows.map(([x]) => Number(x)));
    const id = view.columns[0]?.text ?? '';
    return {
      setup,
      counts: true,
      text: `INSERT INTO ${name} (id${named(list)}) SELECT ${first} + ${id}${given(list)} FROM ${view.text} WHERE ${where.text}`,
      apply: () => {
        const made = new NewRows(table, option);
        const rows = view
          .rows()
          .filter((row) => where.truth(row) === true)
          .map((row) => made.changed(emptyRow(first + Number(row.get(id))), list, row, 'insert'));
        return made.put([...table.rows, ...rows], rows.length);
      },
    };
  }
  const removes = random.chance(0.2);
  return {
    setup,
    counts: true,
    text: removes
      ? `DELETE FROM ${view.text} WHERE ${where.text}`
      : `UPDATE ${view.text} SET ${setList(list)} WHERE ${where.text}`,
    apply: () => {
      const made = new NewRows(table, option);
      const touched = new Map(
        view
          .rows()
          .filter((row) => where.truth(row) === true)
          .map((row) => [stored(view, row)[0], row]),
      );
      const rows = table.rows.flatMap((values) => {
        const row = touched.get(values[0] ?? null);
        if (!row) return [values];
        return removes ? [] : [made.changed(values, list, row, 'update')];
      });
      return made.put(rows, touched.size);
    },
  };
}
