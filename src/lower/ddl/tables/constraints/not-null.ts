import {
  definitionsOf,
  forbidsNull,
  notNullColumn,
  nullableAfter,
} from '../../../../analyze/declare/tables/not-null-constraints.js';
import { constraintKind } from '../../../../diagnostics/op1.js';
import type {
  AlterTable,
  AlterTableAction,
  ColumnConstraint,
  CreateTable,
  Identifier,
} from '../../../../ir/oracle/index.js';
import type { PgStatement } from '../../../../ir/postgres/index.js';
import type { UnitContext } from '../../../context.js';
import { foldName, shorten } from '../../../naming/naming.js';
import { type Altered, type AlterPlace, alter, looksUp } from '../../alter/alter-place.js';
import { fold, literal, regclassText, textArray } from '../../names.js';
import { runtimeStatement } from '../../runtime-statement.js';
import type { ConstraintPlace, LoweredConstraints } from './lowered-constraints.js';

/*
 * PostgreSQL's NOT NULL has no name before release 18 and stays when the primary key goes that brought it. (PostgreSQL
 * manual, ALTER TABLE; SQL Language Reference, ALTER TABLE, "drop_constraint_clause")
 */

type ConstraintAction = Extract<AlterTableAction, { kind: 'DropConstraint' | 'SetConstraintState' }>;

const tableOf = ({ relation }: Altered): CreateTable | undefined =>
  relation?.definition?.kind === 'CreateTable' ? relation.definition : undefined;

/** The statements that do not come behind this one: what makes a column NOT NULL later does not keep it so now. */
const altersSoFar = ({ unit, relation, node }: Altered): readonly AlterTable[] =>
  (relation?.alters ?? []).filter((a) => a === node || !unit.analysis.precedes(node.span, a.span));

/** The column whose NOT NULL constraint has the name before the statement. */
export const notNullColumnNamed = (place: Altered, name: Identifier): Identifier | undefined =>
  notNullColumn(
    definitionsOf(tableOf(place), place.relation?.alters ?? []),
    name.name,
    altersSoFar(place).flatMap((a) => (a === place.node ? [] : a.actions)),
  );

/** Is it the name of a NOT NULL constraint? */
export const isNotNullConstraint = (place: Altered, name: Identifier | undefined): boolean =>
  name !== undefined && notNullColumnNamed(place, name) !== undefined;

/** NULL is allowed again where the action drops or disables what forbade it. */
export function freeOfNotNull(place: AlterPlace, action: ConstraintAction): void {
  const { span } = action;
  for (const column of nullableAfter(action, tableOf(place), altersSoFar(place))) {
    const name = foldName(column);
    // What disables a key is a statement given as text, and this has to follow it.
    const text = `alter table ${regclassText(place.table)} alter column ${regclassText([name])} drop not null`;
    // A primary key keeps it so.
    const isKey = place.relation?.keys.some((k) => k.primary && k.columns.includes(column));
    if (action.name && isNotNullConstraint(place, action.name) && (isKey || looksUp(place))) {
      const args = [literal(regclassText(place.table)), textArray([name]), textArray([])];
      place.statements.push(runtimeStatement(span, 'free_of_key', ...args));
      continue;
    }
    if (action.kind === 'DropConstraint') alter(place, span, { kind: 'drop not null', name });
    else place.statements.push({ kind: 'PgFixedStatement', span, text });
  }
}

/** ENABLE and DISABLE of a NOT NULL constraint. */
export function setNotNull(place: AlterPlace, action: Extract<ConstraintAction, { kind: 'SetConstraintState' }>): void {
  const column = action.name && notNullColumnNamed(place, action.name);
  if (!column) return;
  if (action.enable && action.validate === false)
    place.unit.report(constraintKind(action.span, `NOVALIDATE of NOT NULL of ${column.name}`));
  if (looksUp(place)) place.statements.push(stateAtRunTime(place, action, column, action.enable));
  else alter(place, action.span, { kind: action.enable ? 'set not null' : 'drop not null', name: fold(column) });
}

/** The call that enables, disables or, without `enable`, forgets the constraint. */
function stateAtRunTime(
  { table }: AlterPlace,
  { name, span }: ConstraintAction,
  column: Identifier,
  enable?: boolean,
): PgStatement {
  const args = [regclassText(table), fold(column), regclassText([fold(name ?? column)])].map(literal);
  const text = `select ora.not_null_state(${[...args, String(enable ?? null)].join(', ')})`;
  return { kind: 'PgFixedStatement', span, text };
}

/** A disabled NOT NULL constraint that is dropped is listed no more. */
export function forgetNotNull(place: AlterPlace, action: ConstraintAction): void {
  const column = action.name && notNullColumnNamed(place, action.name);
  if (column && looksUp(place)) place.statements.push(stateAtRunTime(place, action, column));
}

/**
 * NOT NULL that is made disabled, where it may be listed:
 * `select ora.disabled_constraint('emp', 'emp_nn', 'not null sal')`.
 */
export function keepDisabledNotNull(
  unit: UnitContext,
  { table }: ConstraintPlace,
  column: Identifier,
  { span, state }: ColumnConstraint,
  out: LoweredConstraints,
): void {
  if (state.enabled !== false || !unit.analysis.showsConstraintStates()) return;
  const name = state.name ? foldName(state.name.name) : shorten(`${table.at(-1) ?? ''}_${fold(column)}_not_null`);
  const args = [regclassText(table), name, `not null ${regclassText([fold(column)])}`].map(literal);
  out.disabled.push(runtimeStatement(span, 'disabled_constraint', ...args));
}

/**
 * `array['id']::text[]`: the columns that are NOT NULL by themselves, as far as the inputs show; `null`
 * where they do not show the table.
 */
export function staysNotNull(place: AlterPlace): string {
  const table = tableOf(place);
  if (!table || table.asQuery) return 'null';
  const names = new Set<string>();
  const alters = altersSoFar(place);
  for (const c of definitionsOf(table, alters))
    if (c.identity || c.defaultOnNull || forbidsNull(c)) names.add(foldName(c.name.name));
  for (const action of alters.flatMap((a) => a.actions))
    if (action.kind === 'RenameColumn' && names.has(fold(action.from))) names.add(fold(action.to));
  return textArray([...names]);
}
