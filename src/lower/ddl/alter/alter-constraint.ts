import { alterNotConverted } from '../../../diagnostics/op6-objects.js';
import type { AlterTableAction, TableConstraint } from '../../../ir/oracle/index.js';
import { foldName, shorten } from '../../naming/naming.js';
import { fold, literal, nameAsWritten, regclassText, relationNamed, textArray } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';
import {
  forgetNotNull,
  freeOfNotNull,
  isNotNullConstraint,
  notNullColumnNamed,
  staysNotNull,
} from '../tables/constraints/not-null.js';
import { type AlterPlace, alter, atRunTime, looksUp } from './alter-place.js';
import {
  columnsText,
  constraintNamed,
  constraintsOf,
  constraintText,
  fullIndexName,
  keepIndex,
  keyIndex,
  tableText,
} from './meant-constraint.js';

/* What ALTER TABLE does to constraints, but for their state. */

/** DROP CONSTRAINT, DROP PRIMARY KEY and DROP UNIQUE (…). */
export function dropConstraint(place: AlterPlace, action: Extract<AlterTableAction, { kind: 'DropConstraint' }>): void {
  const { unit } = place;
  const { span } = action;
  if (isNotNullConstraint(place, action.name)) {
    freeOfNotNull(place, action);
    forgetNotNull(place, action);
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
    place.statements.push(runtimeStatement(span, 'drop_key', ...args));
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
  if (open)
    place.statements.push(runtimeStatement(span, 'drop_constraint', ...args(name), cascades, staysNotNull(place)));
  if (key && (!open || key.besideConstraint))
    place.statements.push(
      runtimeStatement(span, 'drop_constraint', ...args(key.index), ...(action.cascade ? ['true'] : [])),
    );
}

/** RENAME CONSTRAINT; the index that stands for a key, or beside it, goes with it. */
export function renameConstraint(
  place: AlterPlace,
  action: Extract<AlterTableAction, { kind: 'RenameConstraint' }>,
): void {
  const { span } = action;
  const required = notNullColumnNamed(place, action.from);
  if (required) {
    // It has no name in PostgreSQL; what a program drops later is found by what is noted.
    if (!looksUp(place)) return;
    const args = [literal(`notnull ${fold(required)}`), literal(action.to.name)];
    place.statements.push(runtimeStatement(span, 'note_definition', tableText(place), ...args));
    return;
  }
  const from = fold(action.from);
  const to = fold(action.to);
  const key = keyIndex(place, { name: action.from }, from);
  if (looksUp(place)) {
    const names = [from, to].map((n) => literal(regclassText([n])));
    place.statements.push(runtimeStatement(span, 'rename_constraint', tableText(place), ...names));
  } else if (!key || key.besideConstraint) alter(place, span, { kind: 'rename constraint', from, to });
  if (key && (!looksUp(place) || key.besideConstraint)) {
    const other = key.besideConstraint ? shorten(`${to}_nulls`) : to;
    place.statements.push({
      kind: 'PgRename',
      span,
      objectKind: 'index',
      name: fullIndexName(place, key.index),
      to: other,
    });
  }
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
    args.push(literal(regclassText(parent)), ...(c.referenced ? [textArray(c.referenced.map(fold))] : []));
  }
  place.statements.push(runtimeStatement(c.span, 'new_constraint', ...args));
  if (c.kind !== 'ForeignKey' || c.state.enabled !== false) return;
  const key = c.referenced ? textArray(c.referenced.map(fold)) : 'null';
  place.statements.push(runtimeStatement(c.span, 'require_key', args[4] ?? 'null', key));
}
