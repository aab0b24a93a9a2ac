import type { PgSelect, PgStatement } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import { contains, walk } from '../../ir/walk.js';
import { printStatement, quoteName } from '../../print/index.js';
import type { PrintedStatement } from '../statements.js';

/**
 * Adds a REFRESH at the end for each materialized view whose tables other files insert rows into after it: where no
 * script says which comes first, it is to hold the rows that there are. Within one script its order holds.
 */
export function withRefreshes<T extends { readonly unit: { readonly session: number } }>(
  printed: readonly PrintedStatement<T>[],
): readonly PrintedStatement<T>[] {
  const views = printed.flatMap(({ statement }, i) =>
    statement.kind === 'PgCreateMaterializedView' && statement.withData ? [{ statement, i }] : [],
  );
  if (views.length === 0) return printed;
  const queries = new Map(
    printed.flatMap(({ statement }) =>
      statement.kind === 'PgCreateView' || statement.kind === 'PgCreateMaterializedView'
        ? [[nameKey(statement.name), statement.query] as const]
        : [],
    ),
  );
  const refreshes = views.flatMap(({ statement: view, i }) => {
    const made = printed[i];
    if (!made) return [];
    const read = tablesBehind(view.query, queries);
    const isFilled = printed.some(
      ({ statement, owner }, j) => j > i && owner.unit.session !== made.owner.unit.session && fills(statement, read),
    );
    if (!isFilled) return [];
    const text = `refresh materialized view ${quoteName(view.name)}`;
    const statement: PgStatement = { kind: 'PgFixedStatement', span: view.span, text };
    return [{ owner: made.owner, statement, ...printStatement(statement) }];
  });
  return [...printed, ...refreshes];
}

/** The tables that a query reads, those that its views read included. */
function tablesBehind(query: PgSelect, queries: ReadonlyMap<string, PgSelect>): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (root: PgSelect): void =>
    walk(root, (node) => {
      if (node.kind !== 'PgTable') return;
      const name = nameKey(node.name);
      if (found.has(name)) return;
      found.add(name);
      const behind = queries.get(name);
      if (behind) add(behind);
    });
  add(query);
  return found;
}

/** Does the statement insert rows into one of the tables? */
function fills(statement: PgStatement, tables: ReadonlySet<string>): boolean {
  if (statement.kind !== 'PgDmlStatement' && statement.kind !== 'PgDo') return false;
  return contains(
    statement,
    (node) => (node.kind === 'PgInsert' || node.kind === 'PgMerge') && tables.has(nameKey(node.target.name)),
  );
}
