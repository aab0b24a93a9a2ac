import type { TriggerSymbol } from '../../../../analyze/model/symbols.js';
import { literalText } from '../../../../ir/literals.js';
import type { Argument } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { PgCreateTrigger, PgExpr, PgStatement, PlStatement } from '../../../../ir/postgres/index.js';
import { contains, walk } from '../../../../ir/walk.js';
import { b, pgTypes } from '../../../builders.js';
import { ordersByKind, type UnitContext } from '../../../context.js';
import { eventOf } from '../../../expressions/conditions/trigger-predicate.js';
import { foldName, helperName, shorten } from '../../../naming/naming.js';
import type { BodyBuilder } from '../../../plsql/body/body-builder.js';
import { columnsAskedBelow } from '../../../plsql/transactions/triggering-event.js';
import { pgTypeOf } from '../../../types.js';
import type { TriggerShape } from '../trigger-shape.js';

/** Triggers that mark which columns the UPDATE sets, and the variable in which the function finds them. */
export interface ColumnMarks {
  readonly triggers: readonly PgStatement[];
  readonly variable?: (rc: BodyBuilder) => PgExpr;
}

/**
 * `UPDATING('C')` means that C is in the SET list, whatever the values. PostgreSQL tells that to triggers BEFORE or
 * AFTER UPDATE OF c only: one of them for each column asked for notes the column just before the trigger itself fires
 * (its name sorts first); one before them clears the notes. Those of a view fire for the statement, and one behind it
 * takes its notes away. (PL/SQL Language Reference, "Conditional Predicates for
 * Detecting Triggering DML Statement")
 */
export function columnMarks(unit: UnitContext, shape: TriggerShape, bodies: readonly OracleNode[]): ColumnMarks {
  const columns = updatingColumns(unit, shape, bodies);
  const update = shape.events.find((e) => e.event === 'update');
  if (columns.length === 0 || !update) return { triggers: [] };
  const { span } = shape.node;
  const key = shape.function.join('.');
  const { known, follows } = markedColumns(unit, shape, columns);
  const ofView = shape.timing === 'instead of';
  // DROP TRIGGER leaves them where they are.
  const note = (column?: string): PgCreateTrigger => ({
    kind: 'PgCreateTrigger',
    span,
    orReplace: true,
    name: column === undefined ? shorten(`__${shape.name}`) : helperName(`__${shape.name}`, column, '_'),
    timing: ofView ? 'before' : shape.timing,
    events: [column === undefined ? { event: 'update' } : { event: 'update', columns: [column] }],
    table: shape.tableName,
    forEach: ofView ? 'statement' : shape.forEach,
    function: ['ora', ofView ? 'updating_note_of_view' : 'updating_note'],
    args: column === undefined ? [key] : [key, follows ? '' : column],
  });
  const end: PgCreateTrigger = { ...note(), name: helperName(`__${shape.name}`, 'end'), timing: 'after' };
  return {
    triggers: [note(), ...known.map(note), ...(ofView ? [end] : [])],
    variable: (rc) =>
      b.column(
        span,
        rc.fresh('updated', pgTypes.arrayOf(pgTypes.text), b.ora(span, 'updating_take', b.text(span, key))),
      ),
  };
}

/**
 * The columns whose marks are made: those that have the name where the trigger is created, and those that get it by a
 * later RENAME, which the marks then follow.
 */
function markedColumns(
  unit: UnitContext,
  { table, node }: TriggerShape,
  asked: readonly string[],
): { readonly known: readonly string[]; readonly follows: boolean } {
  const renames = (table.alters ?? []).flatMap((a) =>
    a.actions.flatMap((x) =>
      x.kind === 'RenameColumn' ? [{ from: foldName(x.from.name), to: foldName(x.to.name) }] : [],
    ),
  );
  const names = new Set(asked);
  for (const { from, to } of [...renames].reverse()) if (names.has(to)) names.add(from);
  const later = ordersByKind(unit.options) ? undefined : table.history?.find((h) => h.isBehind(node.span));
  const there = (later?.columns ?? table.columns).map((c) => foldName(c.name));
  return { known: there.filter((c) => names.has(c)), follows: renames.length > 0 };
}

/** What routines nested in the trigger capture of the event; out: what the function has to begin with. */
export function bindEvent(
  rc: BodyBuilder,
  shape: TriggerShape,
  marks: ColumnMarks,
  bodies: readonly OracleNode[],
): PlStatement[] {
  const { symbol: trigger } = shape;
  const { span } = trigger;
  const row = b.column(span, 'new');
  rc.variables.bind(trigger.event, eventOf(span));
  rc.variables.bind(trigger.newRow, row);
  rc.variables.bind(trigger.oldRow, b.column(span, 'old'));
  if (marks.variable) rc.updatedColumns = marks.variable(rc);
  rc.variables.bind(
    trigger.updatedColumns,
    rc.updatedColumns ? b.cast(span, rc.updatedColumns, pgTypes.text) : b.null(span),
  );
  const deletes = shape.forEach === 'row' && shape.events.some((e) => e.event === 'delete');
  if (!deletes || !bodies.some((body) => writesRow(rc.unit, trigger, body))) return [];
  // A routine that hands back a row that is NULL would leave NEW without its type.
  const empty = b.call(
    span,
    'jsonb_populate_record',
    b.cast(span, b.null(span), pgTypeOf(rc.unit.naming, trigger.newRow.type, 'value')),
    b.text(span, '{}'),
  );
  return [b.ifThen(span, b.eq(span, eventOf(span), b.text(span, 'DELETE')), [b.assign(span, row, empty)])];
}

/** Does a routine declared in the trigger assign to :NEW? */
function writesRow({ analysis }: UnitContext, trigger: TriggerSymbol, body: OracleNode): boolean {
  return contains(body, (node) => {
    const symbol = node.kind === 'RoutineDefinition' ? analysis.declaredBy(node) : undefined;
    return (
      symbol?.kind === 'routine' && analysis.capturesOf(symbol).some((c) => c.written && c.variable === trigger.newRow)
    );
  });
}

/** Columns that `UPDATING('C')` names in the trigger and below it, in order; all where the run gives the name. */
function updatingColumns(unit: UnitContext, { table, symbol }: TriggerShape, bodies: readonly OracleNode[]): string[] {
  const columns = new Set<string>();
  const note = ({ value }: Argument): void => {
    const name = literalText(value);
    if (name !== undefined) columns.add(foldName(name.toUpperCase()));
    else for (const column of table.columns) columns.add(foldName(column.name));
  };
  for (const body of bodies)
    walk(body, (node) => {
      if (node.kind !== 'Call') return;
      const { base } = unit.analysis.resolve(node);
      if (base.kind === 'pseudo' && base.name === 'UPDATING') (base.args ?? []).forEach(note);
    });
  columnsAskedBelow(unit, symbol).forEach(note);
  return [...columns];
}
