import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import { constraintKind } from '../../../diagnostics/op1.js';
import { alterNotConverted } from '../../../diagnostics/op6-objects.js';
import type { AlterTableAction, TableConstraint } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { literal, regclassText } from '../names.js';
import { type RuntimeStatement, runtimeStatement } from '../runtime-statement.js';
import { lowerTableConstraint, reportUnvalidatedCheck } from '../tables/constraints/constraints.js';
import { disabledValidate } from '../tables/constraints/disabled-constraint.js';
import { freeOfNotNull, staysNotNull } from '../tables/constraints/not-null.js';
import { type AlterPlace, alter, atRunTime, looksUp } from './alter-place.js';
import {
  type ConstraintRef,
  constraintNamed,
  constraintsOf,
  fullIndexName,
  isMeant,
  keepIndex,
  keyIndex,
  keyNameText,
  tableText,
} from './meant-constraint.js';

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
  if (action.enable && action.validate === false && definition?.kind === 'Check')
    reportUnvalidatedCheck(unit, place, definition.condition, action.span, name.toUpperCase());
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
      const names = [fullIndexName(place, key.index)];
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
  return runtimeStatement(span, 'constraint_state', ...args, String(enable), ...more);
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
