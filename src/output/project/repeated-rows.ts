import type { PgExpr, PgStatement } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import { contains, walk } from '../../ir/walk.js';
import type { PrintedStatement } from '../statements.js';

/**
 * Leaves out an INSERT that stands word by word before already, as scripts of several versions repeat their rows: with
 * a primary key among its columns Oracle refuses the second one, and goes on. Only where the values of the key are
 * written out, and nothing of the inputs changes or deletes rows of the table.
 */
export function withoutRepeatedRows<T>(printed: readonly PrintedStatement<T>[]): readonly PrintedStatement<T>[] {
  const tables = tablesOf(printed);
  const seen = new Set<string>();
  return printed.filter((p) => {
    if (!repeatable(p.statement, tables)) return true;
    if (seen.has(p.text)) return false;
    seen.add(p.text);
    return true;
  });
}

/** What is known of the tables, by their names. */
interface Tables {
  readonly keys: ReadonlyMap<string, readonly string[]>;
  readonly columns: ReadonlyMap<string, readonly string[]>;
  readonly changed: ReadonlySet<string>;
}

function tablesOf(printed: readonly PrintedStatement<unknown>[]): Tables {
  const keys = new Map<string, readonly string[]>();
  const columns = new Map<string, readonly string[]>();
  const changed = new Set<string>();
  const callsPrograms = printed.some(({ statement: { kind } }) => kind === 'PgDo' || kind === 'PgCallStatement');
  for (const { statement } of printed) {
    switch (statement.kind) {
      case 'PgCreateTable': {
        const table = nameKey(statement.name);
        columns.set(
          table,
          statement.columns.map((c) => c.name),
        );
        for (const c of statement.constraints) if (c.kind === 'primary key') keys.set(table, c.columns);
        break;
      }
      case 'PgAlterTable':
        for (const a of statement.actions)
          if (a.kind === 'add constraint' && a.constraint.kind === 'primary key')
            keys.set(nameKey(statement.name), a.constraint.columns);
        break;
      default:
        for (const table of changedBy(statement, callsPrograms)) changed.add(table);
    }
  }
  return { keys, columns, changed };
}

/** The tables whose rows a statement, block or routine changes or deletes; a routine that nothing calls does not. */
function changedBy(statement: PgStatement, callsPrograms: boolean): readonly string[] {
  switch (statement.kind) {
    case 'PgDmlStatement':
      return statement.statement.kind !== 'PgInsert' && 'target' in statement.statement
        ? [nameKey(statement.statement.target.name)]
        : [];
    case 'PgTruncate':
      return [nameKey(statement.table)];
    case 'PgDrop':
      return statement.names.map((name) => nameKey([name].flat()));
    case 'PgDo':
      return changedIn(statement);
    case 'PgCreateRoutine':
      return callsPrograms ? changedIn(statement) : [];
    default:
      return [];
  }
}

function changedIn(statement: PgStatement): readonly string[] {
  const tables: string[] = [];
  walk(statement, (node) => {
    if (node.kind === 'PgUpdate' || node.kind === 'PgDelete' || node.kind === 'PgMerge')
      tables.push(nameKey(node.target.name));
  });
  return tables;
}

function repeatable(statement: PgStatement, tables: Tables): boolean {
  if (statement.kind !== 'PgDmlStatement' || statement.statement.kind !== 'PgInsert') return false;
  const { target, source, columns } = statement.statement;
  const table = nameKey(target.name);
  const key = tables.keys.get(table);
  if (!key || tables.changed.has(table) || source === 'default values' || source.kind !== 'PgValues') return false;
  const names = columns ?? tables.columns.get(table) ?? [];
  return source.rows.every((row) => row.length === names.length && key.every((c) => isWritten(row[names.indexOf(c)])));
}

/** Is it the same value whenever it is asked for? */
const isWritten = (value: PgExpr | undefined): boolean =>
  value !== undefined && !contains(value, ({ kind }) => kind === 'PgCall' || kind === 'PgSelect');
