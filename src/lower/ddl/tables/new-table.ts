import type { CreateTable } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { literal, nameOf, regclassText, textArray } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';

/**
 * `select ora.new_table(…)`: ORA-00955 or ORA-02264 where the name of a table that a program makes is
 * taken, or one of its constraints'.
 */
export function newTable(unit: UnitContext, node: CreateTable): PgStatement[] {
  const states = [...node.columns.flatMap((c) => c.constraints), ...node.constraints].flatMap((c) =>
    c.kind === 'SupplementalLog' || c.kind === 'NotNull' || c.kind === 'Nullable' ? [] : [c.state],
  );
  const names = states.flatMap(({ name }) => (name ? [foldName(name.name)] : []));
  if (names.length === 0 || node.ifNotExists || node.temporary === 'PRIVATE') return [];
  const table = literal(regclassText(nameOf(unit, node.name)));
  return [runtimeStatement(node.span, 'new_table', table, textArray(names))];
}
