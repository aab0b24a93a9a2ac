import { lastName } from '../../ir/dotted.js';
import type { AlterTable, CreateTable } from '../../ir/oracle/index.js';
import type { OwnedUnit } from '../../ir/owned-units.js';
import { contains } from '../../ir/walk.js';

/**
 * What texts define, without the ALTER TABLE that fail: those that rename or drop a column which a virtual column of
 * the table is computed from, or add another identity column. (Database Error Messages, ORA-30669, ORA-54031, ORA-54032)
 */
export function withoutFailingColumnChanges<T extends OwnedUnit>(
  ofTexts: readonly T[],
  inputs: readonly OwnedUnit[],
): readonly T[] {
  const tables = new Map<string, CreateTable>();
  const alters: { readonly table: string; readonly unit: AlterTable }[] = [];
  for (const { unit, owner } of [...ofTexts, ...inputs])
    if (unit.kind === 'AlterTable') alters.push({ table: `${owner}.${lastName(unit.name)}`, unit });
  for (const { unit, owner } of inputs)
    if (unit.kind === 'CreateTable' && unit.columns.some((c) => c.virtual ?? c.identity))
      tables.set(`${owner}.${lastName(unit.name)}`, unit);
  if (tables.size === 0) return ofTexts;
  return ofTexts.filter(({ unit, owner }) => {
    if (unit.kind !== 'AlterTable') return true;
    const table = `${owner}.${lastName(unit.name)}`;
    const definition = tables.get(table);
    const beside = alters.filter((a) => a.table === table).map((a) => a.unit);
    if (!definition) return true;
    return (
      !addsSecondIdentity(unit, definition, beside) &&
      !takenAway(unit).some((column) => isComputedFrom(definition, column, beside))
    );
  });
}

/** Does it add an identity column beside one that nothing takes away? */
const addsSecondIdentity = (unit: AlterTable, definition: CreateTable, alters: readonly AlterTable[]): boolean =>
  unit.actions.some((a) => a.kind === 'AddColumns' && a.columns.some((c) => c.identity)) &&
  definition.columns.some(
    (c) => c.identity && !alters.some((a) => a.actions.some((x) => changes(x, c.name.name, true))),
  );

/** The columns that are not called so any more, where nothing else goes with them. */
function takenAway({ actions }: AlterTable): readonly string[] {
  const [action, more] = actions;
  if (!action || more) return [];
  if (action.kind === 'RenameColumn') return [action.from.name];
  const [column, others] = action.kind === 'DropColumns' ? action.columns : [];
  return column && !others ? [column.name] : [];
}

/** Is a virtual column computed from it that nothing alters? */
const isComputedFrom = ({ columns }: CreateTable, column: string, alters: readonly AlterTable[]): boolean =>
  columns.some(
    ({ name, virtual }) =>
      virtual !== undefined &&
      contains(virtual, (n) => n.kind === 'Name' && lastName(n) === column) &&
      !alters.some((a) => takenAway(a).includes(name.name) || a.actions.some((x) => changes(x, name.name))),
  );

const changes = (action: AlterTable['actions'][number], column: string, onlyTakes = false): boolean =>
  (action.kind === 'ModifyColumns' &&
    action.columns.some((c) => c.name.name === column && (!onlyTakes || c.dropIdentity))) ||
  (action.kind === 'DropColumns' && action.columns.some((c) => c.name === column));
