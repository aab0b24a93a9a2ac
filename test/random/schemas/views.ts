import type { Random } from '../random.js';
import type { Step } from './rows.js';
import { named, placeOf, type Table, type View, type World } from './world.js';

/*
 * Views hold the names of a table and of its columns: one whose names are gone is invalid until they are back.
 * (SQL Language Reference, "CREATE VIEW"; Database Error Messages, ORA-04063)
 */

export function createView(random: Random, world: World, table: Table): Step | undefined {
  const name = random.pick(['va', 'vb']);
  if (named(world.views, name)) return undefined;
  const isWhole = random.chance(0.4);
  const columns = isWhole ? table.columns : table.columns.filter(() => random.chance(0.6));
  if (columns.length === 0) return undefined;
  const list = isWhole ? '*' : columns.map((c) => c.name).join(', ');
  return {
    ddl: true,
    text: `CREATE VIEW ${name} AS SELECT ${list} FROM ${table.name}`,
    run: () => {
      world.views.push({ name, table: table.name, columns: columns.map((c) => c.name) });
      return 'ok';
    },
  };
}

/** The table of a view that is valid. */
function tableOf(world: World, view: View): Table | undefined {
  const table = named(world.tables, view.table);
  return table && view.columns.every((c) => named(table.columns, c)) ? table : undefined;
}

/** How many rows of a view have a value in a column. */
export function countOfView(random: Random, world: World): Step | undefined {
  if (world.views.length === 0) return undefined;
  const view = random.pick(world.views);
  const column = random.pick(view.columns);
  const table = tableOf(world, view);
  const place = table ? placeOf(table, column) : -1;
  return {
    ddl: false,
    text: `SELECT COUNT(${column}) FROM ${view.name}`,
    run: () => (table ? 'ok' : 4063),
    shows: () => String(table?.rows.filter((r) => r[place] !== null).length ?? 0),
  };
}
