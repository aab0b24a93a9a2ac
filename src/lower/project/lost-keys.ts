import { nameKey } from '../../ir/postgres/name-key.js';
import type { OrderedStatement } from './creation-rank.js';

/**
 * Leaves out a foreign key whose column goes, and the key with it, in another session than the one that makes the table:
 * which came first is not known, and keys between files are made at the end.
 */
export function withoutLostKeys<T>(statements: readonly OrderedStatement<T>[]): readonly OrderedStatement<T>[] {
  const dropping = new Map<string, number>();
  for (const { statement, session } of statements)
    if (statement.kind === 'PgAlterTable')
      for (const action of statement.actions)
        if (action.kind === 'drop column') dropping.set(`${nameKey(statement.name)}.${action.name}`, session);
  if (dropping.size === 0) return statements;
  return statements.filter(({ statement, session, late }) => {
    if (!late || statement.kind !== 'PgAlterTable') return true;
    return !statement.actions.some(
      (action) =>
        action.kind === 'add constraint' &&
        action.constraint.kind === 'foreign key' &&
        action.constraint.columns.some((column) => {
          const dropped = dropping.get(`${nameKey(statement.name)}.${column}`);
          return dropped !== undefined && dropped !== session;
        }),
    );
  });
}
