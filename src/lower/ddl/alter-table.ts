import type { RelationSymbol } from '../../analyze/symbols.js';
import type { OracleType } from '../../analyze/types.js';
import { unreachable } from '../../diagnostics/diagnostic.js';
import { constraintKind, physicalClauseDropped } from '../../diagnostics/op1.js';
import { alterNotConverted } from '../../diagnostics/op6.js';
import type {
  AlterTable,
  AlterTableAction,
  ColumnDefinition,
  Expr,
  Identifier,
  TableConstraint,
} from '../../ir/oracle/index.js';
import type { PgAlterTableAction, PgStatement } from '../../ir/postgres/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import type { UnitContext } from '../context.js';
import { foldName, shorten } from '../naming.js';
import { reportSessionsCopies } from './alter-object.js';
import { addPartition, otherPartitionAction } from './alter-partitions.js';
import { type AlterPlace, alter, atRunTime, literal } from './alter-place.js';
import { lowerColumn } from './column.js';
import { keepDuties, renamed } from './column-duties.js';
import { columnTriggers } from './column-triggers.js';
import {
  type KeyIndex,
  keyIndexOf,
  lowerColumnConstraint,
  lowerTableConstraint,
  noConstraints,
} from './constraints.js';
import { lowerIdentity } from './identity.js';
import { modifyColumn } from './modify-column.js';
import { fold, isGeneratedName, keyName, nameAsWritten, regclassText, relationNamed } from './names.js';
import { freeOfNotNull, isNotNullConstraint, setNotNull } from './not-null.js';
import type { DdlResult } from './result.js';

/** ALTER TABLE, action by action in the order written; foreign keys late. */
export function lowerAlterTable(unit: UnitContext, node: AlterTable): DdlResult {
  const relation = relationNamed(unit, node.name);
  const table = relation ? unit.naming.of(relation) : nameAsWritten(unit, node.name);
  const statements: PgStatement[] = [];
  const late: PgStatement[] = [];
  for (const action of node.actions) {
    const place: AlterPlace = { unit, node, relation, table, statements, constraints: noConstraints() };
    lowerAction(place, action);
    keepDuties(place, action);
    statements.push(
      ...place.constraints.inline.map(
        (constraint): PgStatement => ({
          kind: 'PgAlterTable',
          span: action.span,
          name: table,
          actions: [{ kind: 'add constraint', constraint }],
        }),
      ),
      ...place.constraints.indexes,
    );
    late.push(...place.constraints.late);
  }
  const [first, ...rest] = statements;
  if (first && (node.comments || node.blankBefore))
    statements.splice(
      0,
      statements.length,
      { ...first, comments: node.comments, blankBefore: node.blankBefore },
      ...rest,
    );
  return { statements, late };
}

function lowerAction(place: AlterPlace, action: AlterTableAction): void {
  const { unit, relation } = place;
  const { span } = action;
  switch (action.kind) {
    case 'AddColumns':
      for (const c of action.columns) addColumn(place, c);
      return;
    case 'ModifyColumns':
      for (const c of action.columns) modifyColumn(place, c);
      return;
    case 'DropColumns':
      if (!action.cascade && isInWiderConstraint(place, action.columns)) {
        place.statements.push({ kind: 'PgFixedStatement', span, text: 'select ora.raise(12991)' });
        return;
      }
      alter(
        place,
        span,
        ...action.columns.map(
          (c): PgAlterTableAction => ({ kind: 'drop column', name: fold(c), cascade: action.cascade }),
        ),
      );
      return;
    case 'RenameColumn':
      alter(place, span, { kind: 'rename column', from: fold(action.from), to: fold(action.to) });
      return;
    case 'RenameTable':
      alter(place, span, { kind: 'rename', to: fold(action.to) });
      return;
    case 'AddConstraint':
      lowerTableConstraint(unit, place, action.constraint, place.constraints);
      return;
    case 'DropConstraint': {
      if (isNotNullConstraint(place, action.name)) {
        freeOfNotNull(place, action);
        return;
      }
      if (action.primaryKey && constraintsOf(relation).filter((c) => c.kind === 'PrimaryKey').length > 1) {
        // Which of them the table has shows when the statement runs.
        const text = `select ora.drop_primary_key(${literal(regclassText(place.table))}, ${action.cascade === true})`;
        place.statements.push({ kind: 'PgFixedStatement', span, text });
        return;
      }
      const name = constraintNamed(place, action);
      if (name === undefined) {
        unit.report(alterNotConverted(span, 'DROP of a constraint without a name'));
        return;
      }
      const key = keyIndex(place, action, name);
      // What a program drops it may have made or disabled before.
      const open = !key && atRunTime(place);
      if (!open && (!key || key.besideConstraint))
        alter(place, span, { kind: 'drop constraint', name, cascade: action.cascade });
      if (!open) freeOfNotNull(place, action);
      if (open || key) {
        const args = [literal(regclassText(place.table)), literal(key?.index ?? name)];
        const text = `select ora.drop_constraint(${args.join(', ')}${action.cascade ? ', true' : ''})`;
        place.statements.push({ kind: 'PgFixedStatement', span, text });
      }
      return;
    }
    case 'RenameConstraint': {
      // The one of a column has no name in PostgreSQL.
      if (isNotNullConstraint(place, action.from)) return;
      const from = fold(action.from);
      const key = keyIndex(place, { name: action.from }, from);
      if (!key || key.besideConstraint) alter(place, span, { kind: 'rename constraint', from, to: fold(action.to) });
      if (key) {
        const to = key.besideConstraint ? shorten(`${fold(action.to)}_nulls`) : fold(action.to);
        const text = `alter index ${indexText(place, key.index)} rename to ${regclassText([to])}`;
        place.statements.push({ kind: 'PgFixedStatement', span, text });
      }
      return;
    }
    case 'SetConstraintState':
      if (isNotNullConstraint(place, action.name)) setNotNull(place, action);
      else setState(place, action);
      return;
    case 'AddPartition':
      addPartition(place, action.partition);
      return;
    case 'OtherPartitionAction':
      otherPartitionAction(place, action);
      return;
    case 'EnableTriggers': {
      reportSessionsCopies(unit, relation, span);
      const text = `select ora.switch_triggers(${literal(regclassText(place.table))}, ${action.enable})`;
      place.statements.push({ kind: 'PgFixedStatement', span, text });
      return;
    }
    case 'PhysicalAction':
      unit.report(physicalClauseDropped(span, action.what));
      return;
    case 'UnsupportedAction':
      if (action.what === 'READ ONLY' || action.what === 'READ WRITE') {
        const text = `select ora.table_read_only(${literal(regclassText(place.table))}, ${action.what === 'READ ONLY'})`;
        place.statements.push({ kind: 'PgFixedStatement', span, text });
        return;
      }
      unit.report(alterNotConverted(span, `ALTER TABLE … ${action.what}`));
      return;
    default:
      void relation;
      unreachable(action);
  }
}

function typesOf(relation: RelationSymbol | undefined): ReadonlyMap<string, OracleType> {
  return new Map((relation?.columns ?? []).map((c) => [c.name, c.type]));
}

function addColumn(place: AlterPlace, node: ColumnDefinition): void {
  const { unit, table, relation } = place;
  const types = typesOf(relation);
  const type = node.type ? unit.analysis.typeOfRef(node.type) : (types.get(node.name.name) ?? { kind: 'unknown' });
  const column = lowerColumn(unit, node, type, types);
  const identity = lowerIdentity(unit, table, column, node.span);
  place.statements.push(...(identity?.before ?? []));
  alter(place, node.span, { kind: 'add column', column: identity?.definition ?? column.definition });
  place.statements.push(
    ...(identity?.after ?? []),
    ...renamed(
      columnTriggers(table, { columns: [column], identities: identity ? [identity] : [], emptyToNull: [] }, node.span),
      column.definition.name,
    ),
  );
  for (const c of node.constraints) lowerColumnConstraint(unit, place, node, c, place.constraints);
}

// ---------- constraints ----------

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

/** PostgreSQL drops such a constraint with the column, Oracle refuses. (SQL Language Reference, ALTER TABLE, "drop_column_clause") */
function isInWiderConstraint(place: AlterPlace, columns: readonly Identifier[]): boolean {
  const { relation, node } = place;
  const dropped = new Set(columns.map((c) => c.name));
  const earlier = (relation?.alters ?? []).filter(
    (a) => a.span.file === node.span.file && a.span.start < node.span.start,
  );
  const gone = earlier.flatMap((a) => a.actions.flatMap((x) => (x.kind === 'DropConstraint' ? [x.name?.name] : [])));
  return constraintsOf(relation).some((c) => {
    if (gone.includes(c.state.name?.name) || gone.includes(undefined)) return false;
    const names =
      c.kind === 'Check' ? columnsIn(c.condition) : c.kind === 'SupplementalLog' ? [] : c.columns.map((x) => x.name);
    return names.some((n) => dropped.has(n)) && names.some((n) => !dropped.has(n));
  });
}

function columnsIn(condition: Expr): readonly string[] {
  const names: string[] = [];
  walk(condition as AnyNode, (n) => {
    if (n.kind === 'Name') names.push((n as unknown as { parts: readonly Identifier[] }).parts.at(-1)?.name ?? '');
  });
  return names;
}

/** The PostgreSQL name of a constraint named directly or by what it is. */
function constraintNamed(place: AlterPlace, ref: ConstraintRef): string | undefined {
  const { unit, table, relation } = place;
  const tableName = table[table.length - 1] ?? '';
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

const indexText = ({ table }: AlterPlace, index: string): string => regclassText([...table.slice(0, -1), index]);

/**
 * ENABLE and DISABLE of a constraint. A disabled one does not exist in PostgreSQL: DISABLE drops it, ENABLE adds it again.
 * Foreign keys are made at the end of all, and so is what happens to them. (SQL Language Reference, ALTER TABLE, "enable_disable_clause")
 */
function setState(place: AlterPlace, action: StateAction): void {
  const { unit, relation } = place;
  const name = constraintNamed(place, action);
  const definition = constraintsOf(relation).find((c) => isMeant(c, action));
  const unknown = atRunTime(place);
  if (name === undefined) {
    unit.report(constraintKind(action.span, 'The state of a constraint without a name'));
    return;
  }
  // One that was created disabled is not there yet.
  if (unknown && (!action.enable || definition?.state.enabled !== false)) {
    place.statements.push(stateAtRunTime(place, action, name));
    return;
  }
  if (!action.enable) {
    // It may have been left out already: constraints that are created disabled are.
    const key = keyIndex(place, action, name);
    if (key) {
      const text = `drop index if exists ${indexText(place, key.index)}`;
      place.statements.push({ kind: 'PgFixedStatement', span: action.span, text });
      if (!key.besideConstraint) return;
    }
    const drop = dropIfExists(place, action, name);
    if (definition?.kind === 'ForeignKey' || isColumnForeignKey(relation, action)) place.constraints.late.push(drop);
    else place.statements.push(drop);
    freeOfNotNull(place, action);
    return;
  }
  if (unknown && definition) {
    const late = definition.kind === 'ForeignKey' ? place.constraints.late : place.statements;
    late.push(dropIfExists(place, action, name));
  }
  if (definition && (unknown || definition.state.enabled === false || disabledBefore(place, action))) {
    lowerTableConstraint(
      unit,
      place,
      { ...definition, state: { ...definition.state, enabled: true, validated: action.validate } },
      place.constraints,
    );
    return;
  }
  if (action.validate === true && definition?.state.validated === false)
    alter(place, action.span, { kind: 'validate constraint', name });
  else if (!definition && disabledBefore(place, action))
    unit.report(alterNotConverted(action.span, `ENABLE of constraint ${name.toUpperCase()}`));
}

function stateAtRunTime(
  place: AlterPlace,
  { span, enable, validate, cascade }: StateAction,
  name: string,
): PgStatement {
  const more = cascade ? `, ${validate ?? 'null'}, true` : validate === undefined ? '' : `, ${validate}`;
  const state = `${enable}${more}`;
  const args = [regclassText(place.table), regclassText([name])].map((text) => `'${text.replaceAll("'", "''")}'`);
  return { kind: 'PgFixedStatement', span, text: `select ora.constraint_state(${args.join(', ')}, ${state})` };
}

function dropIfExists(place: AlterPlace, { span, cascade }: StateAction, name: string): PgStatement {
  return {
    kind: 'PgFixedStatement',
    span,
    text: `alter table ${regclassText(place.table)} drop constraint if exists ${regclassText([name])}${cascade ? ' cascade' : ''}`,
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
function disabledBefore(place: AlterPlace, action: StateAction): boolean {
  const alters = place.relation?.alters ?? [];
  const earlier = alters.slice(0, Math.max(0, alters.indexOf(place.node)));
  return earlier.some((a) =>
    a.actions.some(
      (x) =>
        x.kind === 'SetConstraintState' &&
        !x.enable &&
        x.name?.name === action.name?.name &&
        x.primaryKey === action.primaryKey,
    ),
  );
}
