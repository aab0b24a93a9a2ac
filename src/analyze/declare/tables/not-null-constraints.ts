import type {
  AlterTable,
  AlterTableAction,
  ColumnDefinition,
  CreateTable,
  Identifier,
} from '../../../ir/oracle/index.js';

/*
 * NOT NULL is a constraint, with a name where one was given, and can be dropped and disabled by it. A primary key makes
 * its columns NOT NULL as long as it is there. (SQL Language Reference, "constraint", ALTER TABLE,
 * "drop_constraint_clause", "enable_disable_clause")
 */

/** The definitions of columns that a table is made of, in the order in which they were given. */
export function definitionsOf(
  definition: CreateTable | undefined,
  alters: readonly AlterTable[],
): readonly ColumnDefinition[] {
  const later = alters.flatMap((a) =>
    a.actions.flatMap((x) => (x.kind === 'AddColumns' || x.kind === 'ModifyColumns' ? x.columns : [])),
  );
  return [...(definition?.columns ?? []), ...later];
}

/** The definitions of columns under the names that these have after the statements; what was dropped is left out. */
export function definitionsAfter(
  definition: CreateTable | undefined,
  alters: readonly AlterTable[],
): readonly ColumnDefinition[] {
  let columns: readonly ColumnDefinition[] = definition?.columns ?? [];
  for (const action of alters.flatMap((a) => a.actions)) {
    if (action.kind === 'AddColumns' || action.kind === 'ModifyColumns') columns = [...columns, ...action.columns];
    if (action.kind === 'DropColumns')
      columns = columns.filter((c) => !action.columns.some((gone) => gone.name === c.name.name));
    if (action.kind === 'RenameColumn') {
      const { from, to } = action;
      columns = columns.map((c) => (c.name.name === from.name ? { ...c, name: to } : c));
    }
  }
  return columns;
}

/** Has the definition a NOT NULL that is enforced? */
export const forbidsNull = ({ constraints }: ColumnDefinition): boolean =>
  constraints.some((k) => k.kind === 'NotNull' && k.state.enabled !== false);

/** The column whose NOT NULL constraint has the name once the constraints have been renamed so. */
export function notNullColumn(
  definitions: readonly ColumnDefinition[],
  name: string,
  renamed: readonly AlterTableAction[],
): Identifier | undefined {
  let given = name;
  for (const action of renamed.toReversed()) {
    if (action.kind !== 'RenameConstraint') continue;
    if (action.to.name === given) given = action.from.name;
    else if (action.from.name === given) return undefined;
  }
  return definitions.find((c) => c.constraints.some((k) => k.kind === 'NotNull' && k.state.name?.name === given))?.name;
}

interface Key {
  readonly name?: string;
  readonly columns: readonly string[];
}

/** The primary keys that the inputs give the table, one after the other. */
function primaryKeys(definition: CreateTable | undefined, alters: readonly AlterTable[]): readonly Key[] {
  const inline = definitionsOf(definition, alters).flatMap((c) =>
    c.constraints.flatMap((k) =>
      k.kind === 'ColumnPrimaryKey' ? [{ name: k.state.name?.name, columns: [c.name.name] }] : [],
    ),
  );
  const added = alters.flatMap((a) => a.actions.flatMap((x) => (x.kind === 'AddConstraint' ? [x.constraint] : [])));
  const whole = [...(definition?.constraints ?? []), ...added].flatMap((c) =>
    c.kind === 'PrimaryKey' ? [{ name: c.state.name?.name, columns: c.columns.map((x) => x.name) }] : [],
  );
  return [...inline, ...whole];
}

/** Names of the columns that are NOT NULL no more once the action has dropped or disabled a constraint. */
export function nullableAfter(
  action: Extract<AlterTableAction, { kind: 'DropConstraint' | 'SetConstraintState' }>,
  definition: CreateTable | undefined,
  alters: readonly AlterTable[],
): readonly string[] {
  if (action.kind === 'SetConstraintState' && action.enable) return [];
  const definitions = definitionsOf(definition, alters);
  const earlier = alters.flatMap((a) => (a.actions.includes(action) ? [] : a.actions));
  const own = action.name && notNullColumn(definitions, action.name.name, earlier);
  if (own) return [own.name];
  const key = primaryKeys(definition, alters).find((k) =>
    action.primaryKey ? true : action.name !== undefined && k.name === action.name.name,
  );
  const stays = new Set(definitions.filter((c) => c.identity !== undefined || forbidsNull(c)).map((c) => c.name.name));
  return (key?.columns ?? []).filter((c) => !stays.has(c));
}
