import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { unreachable } from '../../../diagnostics/diagnostic.js';
import { constraintKind, physicalClauseDropped } from '../../../diagnostics/op1.js';
import { alterNotConverted } from '../../../diagnostics/op6-objects.js';
import type { AlterTable, AlterTableAction, ColumnDefinition, QualifiedName } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { ordersByKind, type UnitContext } from '../../context.js';
import type { DdlContext } from '../ddl-context.js';
import { refuseNumberOfNoTable } from '../invalid-types.js';
import { fold, literal, nameAsWritten, regclassText, relationNamed, written } from '../names.js';
import type { DdlResult } from '../result.js';
import { runtimeStatement } from '../runtime-statement.js';
import { lowerColumn } from '../tables/column.js';
import { keepDuties, namedForColumn } from '../tables/column-duties.js';
import { lowerColumnConstraint, lowerTableConstraint } from '../tables/constraints/constraints.js';
import { noConstraints } from '../tables/constraints/lowered-constraints.js';
import { isNotNullConstraint, setNotNull } from '../tables/constraints/not-null.js';
import { lowerIdentity } from '../tables/identity.js';
import { namedInTheEnd } from '../tables/names-in-the-end.js';
import { rowMovement, rowMovementChanges } from '../tables/row-movement.js';
import { columnTriggers } from '../triggers/columns/column-triggers.js';
import { addPartition } from './add-partition.js';
import { dropColumns, renamedInStates, renamedUnderVirtual } from './alter-columns.js';
import { dropConstraint, newConstraint, renameConstraint } from './alter-constraint.js';
import { otherPartitionAction } from './alter-partitions.js';
import { type AlterPlace, alter } from './alter-place.js';
import { setState } from './constraint-state.js';
import { modifyColumn } from './modify-column.js';

/** ALTER TABLE, action by action in the order written; foreign keys late. */
export function lowerAlterTable(unit: DdlContext, node: AlterTable): DdlResult {
  const relation = relationNamed(unit, node.name);
  const table = relation ? unit.naming.of(relation) : nameAsWritten(unit, node.name);
  const statements: PgStatement[] = [];
  const late: PgStatement[] = [];
  for (const action of node.actions) {
    const place: AlterPlace = { unit, node, relation, table, statements, constraints: noConstraints() };
    // A trigger that names a column goes before the column can.
    if (action.kind === 'DropColumns') keepDuties(place, action);
    lowerAction(place, action);
    if (action.kind !== 'DropColumns') keepDuties(place, action);
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
      ...place.constraints.disabled,
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

/** A table that is created has no rows yet: only of ALTER TABLE. */
function reportExceptions(unit: UnitContext, span: Span, table: QualifiedName | undefined): void {
  if (table !== undefined) unit.report(constraintKind(span, `EXCEPTIONS INTO ${written(table)}`));
}

function lowerAction(place: AlterPlace, action: AlterTableAction): void {
  const { unit } = place;
  const { span } = action;
  switch (action.kind) {
    case 'AddColumns':
      for (const c of action.columns) refuseNumberOfNoTable(c);
      for (const c of action.columns) addColumn(place, c);
      return;
    case 'ModifyColumns':
      for (const c of action.columns) refuseNumberOfNoTable(c);
      for (const c of action.columns) modifyColumn(place, c);
      return;
    case 'DropColumns':
      dropColumns(place, action);
      return;
    case 'RenameColumn':
      renamedUnderVirtual(place, action);
      alter(place, span, { kind: 'rename column', from: fold(action.from), to: fold(action.to) });
      renamedInStates(place, action);
      return;
    case 'RenameTable':
      alter(place, span, { kind: 'rename', to: fold(action.to) });
      return;
    case 'AddConstraint':
      reportExceptions(unit, span, action.constraint.state.exceptionsInto);
      newConstraint(place, action.constraint);
      lowerTableConstraint(unit, place, action.constraint, place.constraints);
      return;
    case 'DropConstraint':
      dropConstraint(place, action);
      return;
    case 'RenameConstraint':
      renameConstraint(place, action);
      return;
    case 'SetConstraintState':
      reportExceptions(unit, span, action.exceptionsInto);
      if (isNotNullConstraint(place, action.name)) setNotNull(place, action);
      else setState(place, action);
      return;
    case 'AddPartition':
      addPartition(place, action.partition);
      return;
    case 'OtherPartitionAction':
      otherPartitionAction(place, action);
      return;
    case 'EnableTriggers':
      place.statements.push({ kind: 'PgSwitchTriggers', span, table: place.table, enable: action.enable });
      return;
    case 'PhysicalAction':
      lowerPhysical(place, action);
      return;
    case 'UnsupportedAction':
      if (action.what === 'READ ONLY' || action.what === 'READ WRITE') setReadOnly(place, span, action.what);
      else unit.report(alterNotConverted(span, `ALTER TABLE … ${action.what}`));
      return;
    default:
      unreachable(action);
  }
}

/** A table that refuses DML. (SQL Language Reference, ALTER TABLE, "READ ONLY | READ WRITE") */
function setReadOnly({ table, statements }: AlterPlace, span: Span, state: 'READ ONLY' | 'READ WRITE'): void {
  const text = `select ora.table_read_only(${literal(regclassText(table))}, ${state === 'READ ONLY'})`;
  statements.push({ kind: 'PgFixedStatement', span, text });
}

/** Storage is PostgreSQL's own matter; whether rows may move to another partition is noted where it changes. */
function lowerPhysical(
  place: AlterPlace,
  { span, what }: Extract<AlterTableAction, { readonly kind: 'PhysicalAction' }>,
): void {
  const { relation, unit } = place;
  const moves = rowMovement(what);
  if (moves !== undefined && relation && rowMovementChanges(unit, relation)) {
    const args = [literal(regclassText(place.table)), "'row_movement'", literal(String(moves))];
    place.statements.push(runtimeStatement(span, 'note_definition', ...args));
    return;
  }
  unit.report(physicalClauseDropped(span, what));
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
  // Rows that are there are numbered, too. (SQL Language Reference, ALTER TABLE, "identity_clause")
  const definition = identity ? { ...identity.definition, default: identity.next } : column.definition;
  alter(place, node.span, { kind: 'add column', column: definition });
  if (identity?.always) alter(place, node.span, { kind: 'drop default', name: definition.name });
  // Rows that are there have the value, too: no trigger fires for them. An installation has none yet.
  if (column.computed && !ordersByKind(unit.options)) {
    const { name, type: pgType } = definition;
    alter(place, node.span, { kind: 'alter type', name, type: pgType, using: column.computed });
  }
  place.statements.push(
    ...(identity?.after ?? []),
    ...namedInTheEnd(
      unit,
      relation,
      place.node.span,
      namedForColumn(
        columnTriggers(
          table,
          { columns: [column], identities: identity ? [identity] : [], emptyToNull: [] },
          node.span,
        ),
        column.definition.name,
      ),
    ),
  );
  for (const c of node.constraints) lowerColumnConstraint(unit, place, node, c, place.constraints);
}
