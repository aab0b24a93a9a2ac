import { lastName } from '../../../ir/dotted.js';
import type { AlterTableAction, Expr, Identifier } from '../../../ir/oracle/index.js';
import type { PgAlterTableAction } from '../../../ir/postgres/index.js';
import { walk } from '../../../ir/walk.js';
import { ordersByKind } from '../../context.js';
import { reportViewsOfColumns } from '../drop/drop-table.js';
import { fold, literal, regclassText, textArray } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';
import { type AlterPlace, alter, atRunTime, looksUp } from './alter-place.js';
import { constraintsOf, tableText } from './meant-constraint.js';
import { isUnderView } from './modify-column.js';

/* What constraints have to do with columns that are dropped or renamed. */

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
    !ordersByKind(unit.options) &&
    (unit.analysis.catalog.triggers.some((t) => t.table === relation) || isUnderView(place));
  // What is disabled goes with its column.
  if (looksUp(place) || isNamed) {
    const names = textArray(columns.map((c) => regclassText([fold(c)])));
    place.statements.push(runtimeStatement(span, 'drop_columns', tableText(place), names, String(cascade === true)));
    return;
  }
  if (!cascade && isInWiderConstraint(place, columns)) {
    place.statements.push(runtimeStatement(span, 'raise', '12991'));
    return;
  }
  alter(place, span, ...columns.map((c): PgAlterTableAction => ({ kind: 'drop column', name: fold(c), cascade })));
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
    // With CASCADE CONSTRAINTS it went with another of its columns.
    const wentBefore = earlier.some(
      (a) =>
        unit.analysis.precedes(c.span, a.span) &&
        a.actions.some((x) => x.kind === 'DropColumns' && x.columns.some((column) => names.includes(column.name))),
    );
    return !wentBefore && names.some((n) => dropped.has(n)) && names.some((n) => !dropped.has(n));
  });
}

function columnsIn(condition: Expr): readonly string[] {
  const names: string[] = [];
  walk(condition, (n) => {
    if (n.kind === 'Name') names.push(lastName(n));
  });
  return names;
}

/** Definitions of disabled constraints follow the names of columns. */
export function renamedInStates(
  place: AlterPlace,
  { span, from, to }: Extract<AlterTableAction, { kind: 'RenameColumn' }>,
): void {
  if (!looksUp(place)) return;
  const names = [from, to].map((n) => literal(regclassText([fold(n)])));
  place.statements.push(runtimeStatement(span, 'renamed_in_states', tableText(place), ...names));
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
  place.statements.push(
    runtimeStatement(span, 'rename_under_virtual', tableText(place), literal(regclassText([fold(from)]))),
  );
}
