import { addUnder } from '../../ir/lists-by-key.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import type { OrderedStatement } from './creation-rank.js';

/** What a statement makes of a column: gone, or of another name. */
interface Change {
  readonly at: number;
  readonly to?: string;
}

/**
 * Comments on columns are made when all columns are there: one on a column that goes later on is left out, and one on a
 * column that is renamed takes its last name.
 */
export function commentsOnLastColumns<T>(statements: readonly OrderedStatement<T>[]): readonly OrderedStatement<T>[] {
  const changes = new Map<string, Change[]>();
  for (const [at, { statement }] of statements.entries()) {
    if (statement.kind !== 'PgAlterTable') continue;
    for (const action of statement.actions) {
      const table = nameKey(statement.name);
      if (action.kind === 'drop column') addUnder(changes, `${table}.${action.name}`, { at });
      if (action.kind === 'rename column') addUnder(changes, `${table}.${action.from}`, { at, to: action.to });
    }
  }
  if (changes.size === 0) return statements;
  return statements.flatMap((ordered, i) => {
    const { statement } = ordered;
    if (statement.kind !== 'PgComment' || statement.on !== 'column') return [ordered];
    const table = statement.name.slice(0, -1);
    let name = statement.name.at(-1) ?? '';
    let from = i;
    for (;;) {
      const next = changes.get(`${nameKey(table)}.${name}`)?.find(({ at }) => at > from);
      if (!next) return from === i ? [ordered] : [{ ...ordered, statement: { ...statement, name: [...table, name] } }];
      if (next.to === undefined) return [];
      name = next.to;
      from = next.at;
    }
  });
}
