import type { Compilation, CompiledUnit } from '../../compile.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { temporaryRows } from '../../diagnostics/op6-objects.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { walk } from '../../ir/walk.js';
import { foldName } from '../../lower/naming/naming.js';
import { reaching, uses } from './routine-reach.js';

/**
 * Reports what fills a temporary table for the statements behind it in its transaction: a schema is built statement by
 * statement, each of them a transaction, and the rows of ON COMMIT DELETE ROWS are gone before the next one. (SQL
 * Language Reference, CREATE TABLE, "ON COMMIT")
 */
export function reportTemporaryRows(
  { units, analysis }: Compilation,
  built: ReadonlySet<CompiledUnit>,
  report: (diagnostic: Diagnostic) => void,
): void {
  const names = new Map(
    analysis.catalog.relations.flatMap(({ temporary, definition, name }) =>
      temporary && definition?.kind === 'CreateTable' && definition.onCommit !== 'PRESERVE ROWS'
        ? [[foldName(name), name] as const]
        : [],
    ),
  );
  if (names.size === 0) return;
  const filledBy = (statement: PgStatement): string | undefined => {
    let found: string | undefined;
    walk(statement, (node) => {
      if ((node.kind === 'PgInsert' || node.kind === 'PgMerge') && node.target.name[0] === 'pg_temp')
        found ??= names.get(node.target.name[1] ?? '');
    });
    return found;
  };
  const routines = units.flatMap(({ lowered }) =>
    lowered.statements.flatMap((s) => (s.kind === 'PgCreateRoutine' ? [s] : [])),
  );
  const filling = reaching(routines, (routine) => filledBy(routine) !== undefined);
  const filled = ({ lowered, unit }: CompiledUnit): string | undefined => {
    if (lowered.role === 'ddl' || lowered.role === 'committing') return undefined;
    const own = lowered.statements.map(filledBy).find((name) => name !== undefined);
    if (own !== undefined || unit.kind === 'CreateRoutine') return own;
    return lowered.statements.some((s) => uses(s, filling)) ? 'that it fills' : undefined;
  };
  const reported = new Set<string>();
  for (const [i, unit] of units.entries()) {
    const table = built.has(unit) ? filled(unit) : undefined;
    if (table === undefined || reported.has(`${unit.session} ${table}`)) continue;
    const next = units.slice(i + 1).find(({ lowered: { role } }) => role !== 'query' && role !== 'session');
    if (next?.session !== unit.session || !staysInTransaction(next)) continue;
    reported.add(`${unit.session} ${table}`);
    report(temporaryRows(unit.unit.span, table));
  }
}

const staysInTransaction = ({ lowered: { role } }: CompiledUnit): boolean =>
  role === 'dml' || role === 'block' || role === 'committing' || role === 'savepoint' || role === 'rollback-to';
