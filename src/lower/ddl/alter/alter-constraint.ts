import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import { constraintKind } from '../../../diagnostics/op1.js';
import { alterNotConverted } from '../../../diagnostics/op6-objects.js';
import type { AlterTableAction, Expr, Identifier, TableConstraint } from '../../../ir/oracle/index.js';
import type { PgAlterTableAction, PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { walk } from '../../../ir/walk.js';
import { ordersByKind } from '../../context.js';
import { foldName, shorten } from '../../naming/naming.js';
import { reportViewsOfColumns } from '../drop/drop-table.js';
import {
  fold,
  isGeneratedName,
  keyName,
  literal,
  nameAsWritten,
  regclassText,
  relationNamed,
  textArray,
} from '../names.js';
import { lowerTableConstraint } from '../tables/constraints.js';
import { disabledValidate } from '../tables/disabled-constraint.js';
import { type KeyIndex, keyIndexOf } from '../tables/keys.js';
import { freeOfNotNull, isNotNullConstraint, staysNotNull } from '../tables/not-null.js';
import { type AlterPlace, alter, atRunTime, looksUp } from './alter-place.js';
import { isShown } from './modify-column.js';

/*
 * What ALTER TABLE does to constraints that are there. Where programs change constraints, or the dictionary's views of
 * them are read, they are looked up when the statement runs: `select ora.drop_constraint('app.emp', 'emp_ck')`.
 */

type RuntimeStatement = Extract<PgStatement, { kind: 'PgFixedStatement' }>;

const runtime = (span: Span, call: string, ...args: readonly string[]): RuntimeStatement => ({
  kind: 'PgFixedStatement',
  span,
  text: `select ora.${call}(${args.join(', ')})`,
});

const tableText = (place: AlterPlace): string => literal(regclassText(place.table));

/** DROP COLUMN and SET UNUSED. */
export function dropColumns(place: AlterPlace, action: Extract<AlterTableAction, { kind: 'DropColumns' }>): void {
  const { span, columns, cascade } = action;
  const { unit, relation } = place;
  if (relation && ordersByKind(unit.options) && !atRunTime(place)) {
    const gone = columns.map((c) => c.name);
    reportViewsOfColumns(unit, relation, gone, span);
  }
  // Triggers and views that name the column would keep it in PostgreSQL.
  const isNamed =
    !ordersByKind(unit.options) && (unit.analysis.catalog.triggers.some((t) => t.table === relation) || isShown(place));
  // What is disabled goes with its column.
  if (looksUp(place) || isNamed) {
    const names = textArray(columns.map((c) => regclassText([fold(c)])));
    place.statements.push(runtime(span, 'drop_columns', tableText(place), names, String(cascade === true)));
    return;
  }
  if (!cascade && isInWiderConstraint(place, columns)) {
    place.statements.push({ kind: 'PgFixedStatement', span, text: 'select ora.raise(12991)' });
    return;
  }
  alter(place, span, ...columns.map((c): PgAlterTableAction => ({ kind: 'drop column', name: fold(c), cascade })));
}

/** DROP CONSTRAINT, DROP PRIMARY KEY and DROP UNIQUE (…). */
export function dropConstraint(place: AlterPlace, action: Extract<AlterTableAction, { kind: 'DropConstraint' }>): void {
  const { unit } = place;
  const { span } = action;
  if (isNotNullConstraint(place, action.name)) {
    freeOfNotNull(place, action);
    return;
  }
  const cascades = String(action.cascade === true);
  if (action.keepIndex) {
    const args = [
      tableText(place),
      constraintText(place, action) ?? columnsText(action),
      cascades,
      staysNotNull(place),
    ];
    keepIndex(place, action, `select ora.${action.name ? 'drop_constraint' : 'drop_key'}(${args.join(', ')})`);
    return;
  }
  const keys = constraintsOf(place.relation).filter((c) => c.kind === 'PrimaryKey').length;
  if (!action.name && (looksUp(place) || (action.primaryKey && keys > 1))) {
    const args = [tableText(place), columnsText(action), cascades, staysNotNull(place)];
    place.statements.push(runtime(span, 'drop_key', ...args));
    return;
  }
  const name = constraintNamed(place, action);
  if (name === undefined) {
    unit.report(alterNotConverted(span, 'DROP of a constraint without a name'));
    return;
  }
  const key = keyIndex(place, action, name);
  // What a program drops it may have made or disabled before.
  const open = looksUp(place);
  if (!open && (!key || key.besideConstraint))
    alter(place, span, { kind: 'drop constraint', name, cascade: action.cascade });
  if (!open) freeOfNotNull(place, action);
  const args = (constraint: string): string[] => [tableText(place), literal(regclassText([constraint]))];
  if (open) place.statements.push(runtime(span, 'drop_constraint', ...args(name), cascades, staysNotNull(place)));
  if (key && (!open || key.besideConstraint))
    place.statements.push(runtime(span, 'drop_constraint', ...args(key.index), ...(action.cascade ? ['true'] : [])));
}

/** The columns of the UNIQUE key that an action means; `null` for the primary key. */
const columnsText = ({ unique }: ConstraintRef): string => (unique ? textArray(unique.map(fold)) : 'null');

const keyNameText = (place: AlterPlace, action: ConstraintRef): string =>
  `ora.key_name(${tableText(place)}, ${columnsText(action)})`;

/** The constraint that an action names, as an argument for the runtime. */
function constraintText(place: AlterPlace, action: ConstraintRef): string | undefined {
  const name = action.name && constraintNamed(place, action);
  return name === undefined ? undefined : literal(regclassText([name]));
}

/** KEEP INDEX: `change` drops or disables the key, whose index is made again under its own name. */
function keepIndex(place: AlterPlace, action: ConstraintRef & { readonly span: Span }, change: string): void {
  const { usingIndex } = constraintsOf(place.relation).find((c) => isMeant(c, action))?.state ?? {};
  const index = usingIndex?.kind === 'CreateIndex' ? usingIndex.name.parts.at(-1) : undefined;
  const constraint = constraintText(place, action) ?? keyNameText(place, action);
  const name = index ? literal(fold(index)) : 'null';
  place.statements.push(runtime(action.span, 'keep_index', tableText(place), constraint, name, literal(change)));
}

/** RENAME CONSTRAINT; the index that stands for a key, or beside it, goes with it. */
export function renameConstraint(
  place: AlterPlace,
  action: Extract<AlterTableAction, { kind: 'RenameConstraint' }>,
): void {
  const { span } = action;
  // The one of a column has no name in PostgreSQL.
  if (isNotNullConstraint(place, action.from)) return;
  const from = fold(action.from);
  const to = fold(action.to);
  const key = keyIndex(place, { name: action.from }, from);
  if (looksUp(place)) {
    const names = [from, to].map((n) => literal(regclassText([n])));
    place.statements.push(runtime(span, 'rename_constraint', tableText(place), ...names));
  } else if (!key || key.besideConstraint) alter(place, span, { kind: 'rename constraint', from, to });
  if (key && (!looksUp(place) || key.besideConstraint)) {
    const other = key.besideConstraint ? shorten(`${to}_nulls`) : to;
    place.statements.push({
      kind: 'PgRename',
      span,
      objectKind: 'index',
      name: indexName(place, key.index),
      to: other,
    });
  }
}

/** Definitions of disabled constraints follow the names of columns. */
export function renamedInStates(
  place: AlterPlace,
  { span, from, to }: Extract<AlterTableAction, { kind: 'RenameColumn' }>,
): void {
  if (!looksUp(place)) return;
  const names = [from, to].map((n) => literal(regclassText([fold(n)])));
  place.statements.push(runtime(span, 'renamed_in_states', tableText(place), ...names));
}

/** A column that a virtual one reads keeps its name. (Database Error Messages, ORA-54032) */
export function renamedUnderVirtual(
  place: AlterPlace,
  { span, from }: Extract<AlterTableAction, { kind: 'RenameColumn' }>,
): void {
  const { relation } = place;
  const created = relation?.definition?.kind === 'CreateTable' ? relation.definition.columns : [];
  const added = (relation?.alters ?? []).flatMap((a) =>
    a.actions.flatMap((x) => (x.kind === 'AddColumns' ? x.columns : [])),
  );
  if (![...created, ...added].some((c) => c.virtual)) return;
  place.statements.push(runtime(span, 'rename_under_virtual', tableText(place), literal(regclassText([fold(from)]))));
}

/** In a program: the name of a constraint is taken, the table has such a key already. */
export function newConstraint(place: AlterPlace, c: TableConstraint): void {
  const name = c.kind === 'SupplementalLog' ? undefined : c.state.name;
  if (!atRunTime(place) || c.kind === 'SupplementalLog') return;
  const kind = { PrimaryKey: 'p', Unique: 'u', ForeignKey: 'f', Check: 'c' }[c.kind];
  const args = [
    tableText(place),
    name ? literal(foldName(name.name)) : 'null',
    literal(kind),
    ...(c.kind === 'Check' ? [] : [textArray(c.columns.map(fold))]),
  ];
  if (c.kind === 'ForeignKey') {
    const target = relationNamed(place.unit, c.table);
    const parent = target ? place.unit.naming.of(target) : nameAsWritten(place.unit, c.table);
    args.push(literal(regclassText(parent)));
  }
  place.statements.push(runtime(c.span, 'new_constraint', ...args));
  if (c.kind !== 'ForeignKey' || c.state.enabled !== false) return;
  const key = c.referenced ? textArray(c.referenced.map(fold)) : 'null';
  place.statements.push(runtime(c.span, 'require_key', args.at(-1) ?? 'null', key));
}

interface ConstraintRef {
  readonly name?: Identifier;
  readonly primaryKey?: boolean;
  readonly unique?: readonly Identifier[];
}

/** The constraints of the table, and as such of it those that stand at its columns (but for references). */
function constraintsOf(relation: RelationSymbol | undefined): readonly TableConstraint[] {
  const own = relation?.definition?.kind === 'CreateTable' ? relation.definition.columns : [];
  const inline = own.flatMap((column) =>
    column.constraints.flatMap((k): readonly TableConstraint[] => {
      const { span, state } = k;
      if (k.kind === 'ColumnCheck') return [{ kind: 'Check', span, state, condition: k.condition }];
      if (k.kind !== 'ColumnPrimaryKey' && k.kind !== 'ColumnUnique') return [];
      return [{ kind: k.kind === 'ColumnUnique' ? 'Unique' : 'PrimaryKey', span, state, columns: [column.name] }];
    }),
  );
  return [...inline, ...(relation?.constraints ?? [])];
}

/**
 * PostgreSQL drops such a constraint with the column, Oracle refuses. (SQL Language Reference,
 * ALTER TABLE, "drop_column_clause")
 */
function isInWiderConstraint(place: AlterPlace, columns: readonly Identifier[]): boolean {
  const { unit, relation, node } = place;
  const dropped = new Set(columns.map((c) => c.name));
  const earlier = (relation?.alters ?? []).filter((a) => unit.analysis.precedes(a.span, node.span));
  const gone = earlier.flatMap((a) => a.actions.flatMap((x) => (x.kind === 'DropConstraint' ? [x.name?.name] : [])));
  return constraintsOf(relation).some((c) => {
    if (unit.analysis.precedes(node.span, c.span) || gone.includes(c.state.name?.name) || gone.includes(undefined))
      return false;
    const names =
      c.kind === 'Check' ? columnsIn(c.condition) : c.kind === 'SupplementalLog' ? [] : c.columns.map((x) => x.name);
    return names.some((n) => dropped.has(n)) && names.some((n) => !dropped.has(n));
  });
}

function columnsIn(condition: Expr): readonly string[] {
  const names: string[] = [];
  walk(condition, (n) => {
    if (n.kind === 'Name') names.push(n.parts.at(-1)?.name ?? '');
  });
  return names;
}

/** The PostgreSQL name of a constraint named directly or by what it is. */
function constraintNamed(place: AlterPlace, ref: ConstraintRef): string | undefined {
  const { unit, table, relation } = place;
  const tableName = table.at(-1) ?? '';
  const schema = table[0] ?? '';
  if (ref.name) {
    const { name } = ref;
    const constraint = constraintsOf(relation).find((c) => c.state.name?.name === name.name);
    return constraint?.kind === 'PrimaryKey' || constraint?.kind === 'Unique'
      ? keyName(unit, schema, name)
      : foldName(name.name);
  }
  const columns = ref.unique?.map((c) => c.name).join(',');
  const found = constraintsOf(relation).find((c) =>
    ref.primaryKey
      ? c.kind === 'PrimaryKey'
      : c.kind === 'Unique' && c.columns.map((x) => x.name).join(',') === columns,
  );
  if (found?.state.name && !isGeneratedName(found.state.name.name)) return keyName(unit, schema, found.state.name);
  if (ref.primaryKey) return shorten(`${tableName}_pkey`);
  return ref.unique ? shorten(`${tableName}_${ref.unique.map(fold).join('_')}_key`) : undefined;
}

/** The unique index that stands for a constraint of the inputs. */
const keyIndex = (place: AlterPlace, ref: ConstraintRef, name: string): KeyIndex | undefined =>
  keyIndexOf(
    place.unit,
    place.relation,
    constraintsOf(place.relation).find((c) => isMeant(c, ref)),
    name,
  );

const indexName = ({ table }: AlterPlace, index: string): readonly string[] => [...table.slice(0, -1), index];

/**
 * ENABLE and DISABLE of a constraint. A disabled one does not exist in PostgreSQL: DISABLE drops it, ENABLE adds it
 * again. Foreign keys are made at the end of all, and so is what happens to them. (SQL Language Reference, ALTER TABLE,
 * "enable_disable_clause")
 */
export function setState(place: AlterPlace, action: StateAction): void {
  const { unit, relation } = place;
  const name = constraintNamed(place, action);
  const definition = constraintsOf(relation).find((c) => isMeant(c, action));
  if (name === undefined) {
    unit.report(constraintKind(action.span, 'The state of a constraint without a name'));
    return;
  }
  if (!action.enable && action.validate) unit.report(disabledValidate(action.span, name.toUpperCase()));
  if (action.keepIndex && !action.enable) {
    keepIndex(place, action, stateAtRunTime(place, action, name).text);
    return;
  }
  // What was disabled so was kept with its definition.
  const isKept = statesBefore(place, action).some((x) => x.keepIndex);
  if (looksUp(place) || isKept) {
    const isForeign = definition?.kind === 'ForeignKey' || isColumnForeignKey(relation, action);
    // Foreign keys that the script makes come late.
    const list = isForeign && !atRunTime(place) ? place.constraints.late : place.statements;
    list.push(stateAtRunTime(place, action, name));
    return;
  }
  if (!action.enable) {
    // It may have been left out already: constraints that are created disabled are.
    const key = keyIndex(place, action, name);
    if (key) {
      const names = [indexName(place, key.index)];
      place.statements.push({ kind: 'PgDrop', span: action.span, objectKind: 'index', names, ifExists: true });
      if (!key.besideConstraint) return;
    }
    const drop = dropIfExists(place, action, name);
    if (definition?.kind === 'ForeignKey' || isColumnForeignKey(relation, action)) place.constraints.late.push(drop);
    else place.statements.push(drop);
    freeOfNotNull(place, action);
    return;
  }
  if (definition && (definition.state.enabled === false || disabledBefore(place, action))) {
    lowerTableConstraint(
      unit,
      place,
      { ...definition, state: { ...definition.state, enabled: true, validated: action.validate } },
      place.constraints,
    );
    return;
  }
  if (definition && action.validate !== false && enabledUnvalidated(place, action, definition))
    validate(place, action, definition, name);
  else if (!definition && disabledBefore(place, action))
    unit.report(alterNotConverted(action.span, `ENABLE of constraint ${name.toUpperCase()}`));
}

/**
 * ENABLE is ENABLE VALIDATE where it does not say NOVALIDATE. (SQL Language Reference, "constraint", "ENABLE Clause")
 */
function validate(place: AlterPlace, { span }: StateAction, { kind }: TableConstraint, name: string): void {
  const action = { kind: 'validate constraint', name } as const;
  if (kind === 'ForeignKey')
    place.constraints.late.push({ kind: 'PgAlterTable', span, name: place.table, actions: [action] });
  else if (kind === 'Check') alter(place, span, action);
}

function stateAtRunTime(place: AlterPlace, action: StateAction, name: string): RuntimeStatement {
  const { span, enable, validate, cascade } = action;
  const args = [tableText(place)];
  if (action.name) args.push(literal(regclassText([name])));
  else args.push(keyNameText(place, action));
  const more = [String(validate ?? 'null'), String(cascade === true), ...(enable ? [] : [staysNotNull(place)])];
  if (enable && !cascade) more.length = validate === undefined ? 0 : 1;
  return runtime(span, 'constraint_state', ...args, String(enable), ...more);
}

function dropIfExists(place: AlterPlace, { span, cascade }: StateAction, name: string): PgStatement {
  return {
    kind: 'PgDrop',
    span,
    objectKind: 'constraint',
    names: [[name]],
    on: place.table,
    ifExists: true,
    ...(cascade ? { cascade } : {}),
  };
}

type StateAction = Extract<AlterTableAction, { kind: 'SetConstraintState' }>;

function isMeant(c: TableConstraint, ref: ConstraintRef): boolean {
  if (ref.name) return c.state.name?.name === ref.name.name;
  if (ref.primaryKey) return c.kind === 'PrimaryKey';
  return (
    c.kind === 'Unique' &&
    ref.unique !== undefined &&
    c.columns.map((x) => x.name).join() === ref.unique.map((x) => x.name).join()
  );
}

function isColumnForeignKey(relation: RelationSymbol | undefined, ref: ConstraintRef): boolean {
  if (relation?.definition?.kind !== 'CreateTable' || !ref.name) return false;
  const { name } = ref;
  return relation.definition.columns.some((c) =>
    c.constraints.some((k) => k.kind === 'ColumnReferences' && k.state.name?.name === name.name),
  );
}

/** Has an earlier statement disabled it? */
const disabledBefore = (place: AlterPlace, action: StateAction): boolean =>
  statesBefore(place, action).some((x) => !x.enable);

/** Was it enabled without a look at the rows, at first or by an earlier statement? */
const enabledUnvalidated = (place: AlterPlace, action: StateAction, { state }: TableConstraint): boolean =>
  state.validated === false || statesBefore(place, action).some((x) => x.enable && x.validate === false);

/** What earlier statements say of the state of the same constraint. */
function statesBefore(place: AlterPlace, action: StateAction): readonly StateAction[] {
  const alters = place.relation?.alters ?? [];
  const earlier = alters.slice(0, Math.max(0, alters.indexOf(place.node)));
  return earlier
    .flatMap((a) => a.actions)
    .filter((x) => x.kind === 'SetConstraintState')
    .filter((x) => x.name?.name === action.name?.name && x.primaryKey === action.primaryKey);
}
