import { updatingColumnOfView } from '../../diagnostics/op1.js';
import type { Argument, Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PgStatement } from '../../ir/postgres/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import type { UnitContext } from '../context.js';
import { foldName, shorten } from '../naming.js';
import type { BodyBuilder } from '../plsql/body-builder.js';
import type { TriggerShape } from './create-trigger.js';

/** Triggers that mark which columns the UPDATE sets, and the variable in which the function finds them. */
export interface ColumnMarks {
  readonly triggers: readonly PgStatement[];
  readonly variable?: (rc: BodyBuilder) => PgExpr;
}

/**
 * `UPDATING('C')` means that C is in the SET list, whatever the values. PostgreSQL tells that to triggers BEFORE or AFTER UPDATE OF c only: one of
 * them for each column asked for notes the column just before the trigger itself fires (its name sorts first); one before them clears the notes.
 * (PL/SQL Language Reference, "Conditional Predicates for Detecting Triggering DML Statement")
 */
export function columnMarks(unit: UnitContext, shape: TriggerShape, body: AnyNode): ColumnMarks {
  const columns = updatingColumns(unit, body);
  const update = shape.events.find((e) => e.event === 'update');
  if (columns.length === 0 || !update) return { triggers: [] };
  const { span } = shape.node;
  if (shape.timing === 'instead of') {
    unit.report(updatingColumnOfView(shape.node.name.span, shape.symbol.name));
    return {
      triggers: [],
      variable: (rc) =>
        b.column(span, rc.fresh('updated', pgTypes.arrayOf(pgTypes.text), changedColumns(columns, span))),
    };
  }
  const key = shape.function.join('.');
  const known = columns.filter((c) => shape.table.columns.some((x) => foldName(x.name) === c));
  const note = (column?: string): PgStatement => ({
    kind: 'PgCreateTrigger',
    span,
    name: shorten(column === undefined ? `__${shape.name}` : `__${shape.name}_${column}`),
    timing: shape.timing,
    events: [column === undefined ? { event: 'update' } : { event: 'update', columns: [column] }],
    table: shape.tableName,
    forEach: shape.forEach,
    function: ['ora', 'updating_note'],
    args: column === undefined ? [key] : [key, column],
  });
  return {
    triggers: [note(), ...known.map(note)],
    variable: (rc) =>
      b.column(
        span,
        rc.fresh('updated', pgTypes.arrayOf(pgTypes.text), b.ora(span, 'updating_take', b.text(span, key))),
      ),
  };
}

/** Through a view: the columns whose value changes. */
function changedColumns(columns: readonly string[], span: TriggerShape['node']['span']): PgExpr {
  const changed = columns.map((c) =>
    b.caseWhen(span, [
      { when: b.distinct(span, b.column(span, 'new', c), b.column(span, 'old', c)), then: b.text(span, c) },
    ]),
  );
  return b.cast(span, b.array(span, ...changed), pgTypes.arrayOf(pgTypes.text));
}

/** Columns that `UPDATING('C')` names, in order. */
function updatingColumns(unit: UnitContext, body: AnyNode): string[] {
  const columns = new Set<string>();
  walk(body, (node) => {
    if (node.kind !== 'Call') return;
    const { base } = unit.analysis.resolve(node as Extract<Expr, { kind: 'Call' }>);
    if (base.kind !== 'pseudo' || base.name !== 'UPDATING') return;
    const [column] = (base.args ?? []) as readonly Argument[];
    if (column?.value.kind === 'StringLiteral') columns.add(foldName(column.value.value.toUpperCase()));
  });
  return [...columns];
}
