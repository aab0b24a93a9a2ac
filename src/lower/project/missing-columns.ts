import type { Analysis } from '../../analyze/analysis.js';
import type { PgAlterTableAction, PgExpr, PgStatement } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import { walk } from '../../ir/walk.js';
import { foldName, type Naming } from '../naming/naming.js';

/** `column c of hr.t`: the first column that the statement names and that its table has at no time. */
type MissingColumn = (statement: PgStatement) => string | undefined;

/**
 * The columns of the tables that the inputs create, with all that ALTER TABLE adds and renames; those that are dropped
 * count, since what names them may come before. Of a table made by a query, of a partition and of one that is renamed
 * nothing is said.
 */
export function missingColumns(
  { analysis, naming }: { readonly analysis: Analysis; readonly naming: Naming },
  statements: readonly PgStatement[],
): MissingColumn {
  const tables = new Map<string, Set<string>>();
  const unknown = new Set<string>();
  for (const s of statements) {
    if (s.kind !== 'PgCreateTable') continue;
    if (s.asQuery || s.partitionOf) unknown.add(nameKey(s.name));
    const columns = tables.get(nameKey(s.name)) ?? new Set();
    for (const { name } of s.columns) columns.add(name);
    tables.set(nameKey(s.name), columns);
  }
  for (const s of statements) {
    if (s.kind !== 'PgAlterTable') continue;
    for (const action of s.actions) {
      if (action.kind === 'add column') tables.get(nameKey(s.name))?.add(action.column.name);
      if (action.kind === 'rename column') tables.get(nameKey(s.name))?.add(action.to);
      if (action.kind === 'rename') unknown.add(nameKey(s.name)).add(nameKey([...s.name.slice(0, -1), action.to]));
    }
  }
  for (const relation of analysis.catalog.relations) {
    const columns = tables.get(nameKey(naming.of(relation)));
    for (const { name } of relation.columns) columns?.add(foldName(name));
  }
  return (statement) => {
    for (const { table, column } of columnsNamed(statement)) {
      const columns = unknown.has(nameKey(table)) ? undefined : tables.get(nameKey(table));
      if (columns && !columns.has(column)) return `column ${column} of ${nameKey(table)}`;
    }
    return undefined;
  };
}

interface ColumnOfTable {
  readonly table: readonly string[];
  readonly column: string;
}

/** The columns that a definition names. */
function columnsNamed(statement: PgStatement): readonly ColumnOfTable[] {
  switch (statement.kind) {
    case 'PgCreateIndex': {
      const { table, items, where } = statement;
      return [...items.map((i) => i.value), ...(where ? [where] : [])].flatMap((e) => columnsIn(table, e));
    }
    case 'PgAlterTable':
      return statement.actions.flatMap((action) => columnsOfAction(statement.name, action));
    case 'PgComment': {
      const column = statement.on === 'column' ? statement.name.at(-1) : undefined;
      return column === undefined ? [] : [{ table: statement.name.slice(0, -1), column }];
    }
    default:
      return [];
  }
}

function columnsOfAction(table: readonly string[], action: PgAlterTableAction): readonly ColumnOfTable[] {
  switch (action.kind) {
    case 'drop column':
    case 'alter type':
    case 'set default':
    case 'drop default':
    case 'set not null':
    case 'drop not null':
      return [{ table, column: action.name }];
    case 'rename column':
      return [{ table, column: action.from }];
    case 'add constraint': {
      const { constraint } = action;
      if (constraint.kind === 'check') return columnsIn(table, constraint.condition);
      const own = constraint.columns.map((column) => ({ table, column }));
      if (constraint.kind !== 'foreign key') return own;
      return [...own, ...(constraint.referenced ?? []).map((column) => ({ table: constraint.table, column }))];
    }
    default:
      return [];
  }
}

/** A column of the table stands by its bare name there. */
function columnsIn(table: readonly string[], expression: PgExpr): readonly ColumnOfTable[] {
  const found: ColumnOfTable[] = [];
  walk(expression, (node) => {
    const [column, ...more] = node.kind === 'PgColumn' ? node.parts : [];
    if (column !== undefined && more.length === 0) found.push({ table, column });
  });
  return found;
}
