import type { PgStatement } from '../ir/postgres/index.js';
import { nameKey } from '../ir/postgres/name-key.js';
import type { PrintedStatement } from './statements.js';

/**
 * Leaves out an INSERT that stands word by word before already, as scripts of several versions repeat their rows: with
 * a primary key among its columns Oracle refuses the second one, and goes on. Only where nothing of the inputs changes
 * or deletes rows of the table.
 */
export function withoutRepeatedRows<T>(printed: readonly PrintedStatement<T>[]): readonly PrintedStatement<T>[] {
  const keys = new Map<string, readonly string[]>();
  const widths = new Map<string, number>();
  const changed = new Set<string>();
  for (const { statement } of printed) {
    if (statement.kind === 'PgCreateTable') {
      widths.set(nameKey(statement.name), statement.columns.length);
      for (const c of statement.constraints) if (c.kind === 'primary key') keys.set(nameKey(statement.name), c.columns);
    }
    if (statement.kind === 'PgAlterTable') {
      for (const a of statement.actions)
        if (a.kind === 'add constraint' && a.constraint.kind === 'primary key')
          keys.set(nameKey(statement.name), a.constraint.columns);
    }
    if (
      statement.kind === 'PgDmlStatement' &&
      statement.statement.kind !== 'PgInsert' &&
      'target' in statement.statement
    )
      changed.add(nameKey(statement.statement.target.name));
    if (statement.kind === 'PgTruncate') changed.add(nameKey(statement.table));
  }
  const seen = new Set<string>();
  return printed.filter((p) => {
    if (!repeatable(p.statement, keys, widths, changed) || /\bnextval\b/.test(p.text)) return true;
    if (seen.has(p.text)) return false;
    seen.add(p.text);
    return true;
  });
}

function repeatable(
  statement: PgStatement,
  keys: ReadonlyMap<string, readonly string[]>,
  widths: ReadonlyMap<string, number>,
  changed: ReadonlySet<string>,
): boolean {
  if (statement.kind !== 'PgDmlStatement' || statement.statement.kind !== 'PgInsert') return false;
  const { target, columns, source } = statement.statement;
  const table = nameKey(target.name);
  const key = keys.get(table);
  if (!key || changed.has(table) || source === 'default values' || source.kind !== 'PgValues') return false;
  return columns ? key.every((c) => columns.includes(c)) : source.rows.every((row) => row.length === widths.get(table));
}
