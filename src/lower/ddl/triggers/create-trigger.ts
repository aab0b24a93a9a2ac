import type { Effects } from '../../../analyze/analysis.js';
import type { RelationSymbol, TriggerSymbol } from '../../../analyze/model/symbols.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import {
  systemEvent,
  triggerDisabled,
  triggerOrder,
  triggerRefused,
  triggerTransaction,
  triggerUnknownTable,
} from '../../../diagnostics/op1-triggers.js';
import { differentResult } from '../../../diagnostics/op2-expressions.js';
import { autonomousConnection, autonomousTransaction } from '../../../diagnostics/op3.js';
import { dotted } from '../../../ir/dotted.js';
import { firstText } from '../../../ir/literals.js';
import type { Block, CreateTrigger, TriggerCall } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgCreateTrigger, PgStatement, PgSwitchTriggers, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { entryName, foldName } from '../../naming/naming.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import { reachedFrom } from '../../plsql/effects/callees.js';
import { statementEffects } from '../../plsql/effects/effects-of-statements.js';
import { stubBody } from '../../plsql/routines/stub.js';
import { apartTrigger, runsApart, sharesSession } from '../../plsql/transactions/autonomous.js';
import { pgTypeOf } from '../../types.js';
import { bindEvent, type ColumnMarks, columnMarks } from './columns/trigger-marks.js';
import { compoundTrigger } from './compound/compound-trigger.js';
import { endOfInserts, refuseMutatingTable } from './mutating/mutating-table.js';
import { rowTiming } from './row-timing.js';
import { systemTrigger } from './system-trigger.js';
import { reportTableAccess } from './trigger-access.js';
import { functionBody, functionOf, type TriggerBody } from './trigger-function.js';
import { triggerFunction, triggerName } from './trigger-names.js';
import { createTrigger, type PgTriggerEvent, resultOf, type TriggerShape } from './trigger-shape.js';
import { triggerWhen } from './trigger-when.js';

/**
 * CREATE TRIGGER: a function and a trigger. (PL/SQL Language Reference, chapter 9; PostgreSQL manual, chapter 39)
 * :NEW and :OLD are NEW and OLD, both NULL where the event has none; the function returns the row that PostgreSQL goes
 * on with.
 */
export function lowerCreateTrigger(unit: UnitContext, node: CreateTrigger): PgStatement[] {
  const symbol = unit.analysis.declared(node);
  const title = dotted(node.name);
  if (symbol?.kind === 'trigger' && node.on.kind !== 'Table') return systemTrigger(unit, node, symbol);
  if (symbol?.kind !== 'trigger' || !symbol.table || node.on.kind !== 'Table') {
    unit.report(triggerUnknownTable(node.name.span, title, node.on.kind === 'Table' ? dotted(node.on.name) : ''));
    return [];
  }
  const { table } = symbol;
  const effects = unit.analysis.effectsOf(symbol);
  if (effects.autonomous) {
    const said = runsApart(unit, symbol) ? autonomousConnection : autonomousTransaction;
    unit.report(said(node.name.span, `Trigger ${title}`));
  }
  reportTableAccess(unit, symbol, table);
  const shape = shapeOf(unit, node, symbol, table);
  if (shape.name !== foldName(symbol.name) && (symbol.definition.follows ?? []).length > 0)
    unit.report(triggerOrder(node.name.span, symbol.name, shape.name));
  const refusal = refusalOf(node, title, !effects.autonomous && controlsTransaction(unit, node, effects));
  if (!refusal && !effects.autonomous && effects.transactionControl && commitsBelow(unit, effects))
    unit.report(triggerTransaction(node.name.span, title));
  const statements = refusal
    ? refused(unit, shape, refusal)
    : node.body.kind === 'CompoundTriggerBody'
      ? compoundTrigger(unit, shape, node.body)
      : simpleTrigger(unit, shape, node.body);
  if (!node.enabled) {
    unit.report(triggerDisabled(node.name.span, title));
    if (shape.timing === 'instead of') {
      reportUnlisted(unit, node.name.span, title);
      return commented(
        node,
        statements.filter((s) => s.kind !== 'PgCreateTrigger' || s.name.startsWith('__')),
      );
    }
    for (const s of [...statements]) {
      // What only notes the columns of UPDATING goes on: ALTER TRIGGER … ENABLE does not know of it.
      if (s.kind === 'PgCreateTrigger' && !s.name.startsWith('__'))
        statements.push({
          kind: 'PgAlterTable',
          span: node.span,
          name: s.table,
          actions: [{ kind: 'trigger', enable: false, name: s.name }],
        });
    }
  }
  return commented(node, statements);
}

/** A disabled trigger of a view is not there, also not for what reads the dictionary. */
function reportUnlisted(unit: UnitContext, span: Span, name: string): void {
  if (unit.readsViews?.('TRIGGERS'))
    unit.report(differentResult(span, `The disabled trigger ${name}`, 'dictionary views of triggers do not show it'));
}

function commented({ comments, blankBefore }: CreateTrigger, statements: readonly PgStatement[]): PgStatement[] {
  const [first, ...rest] = statements;
  return first ? [{ ...first, comments, blankBefore }, ...rest] : [];
}

/** ALTER TRIGGER … ENABLE and DISABLE of an INSTEAD OF trigger, by its name of now. */
export function switchInsteadOf(
  unit: UnitContext,
  symbol: TriggerSymbol,
  { span, name, enable }: { readonly span: Span; readonly name: string; readonly enable: boolean },
): PgSwitchTriggers | undefined {
  const { definition, table } = symbol;
  if (!table || definition.timing !== 'INSTEAD OF' || definition.body.kind === 'CompoundTriggerBody') return undefined;
  if (!enable) reportUnlisted(unit, span, dotted(definition.name));
  const ofView: PgCreateTrigger = { ...createTrigger(shapeOf(unit, definition, symbol, table)), name, orReplace: true };
  return { kind: 'PgSwitchTriggers', span, table: ofView.table, ofView, enable };
}

function shapeOf(unit: UnitContext, node: CreateTrigger, symbol: TriggerSymbol, table: RelationSymbol): TriggerShape {
  const name = triggerName(unit, symbol);
  const withItsRow =
    node.timing === 'AFTER' &&
    node.body.kind !== 'CompoundTriggerBody' &&
    rowTiming(unit, symbol).timing === 'withItsRow';
  const timing =
    node.timing === 'BEFORE' || withItsRow ? 'before' : node.timing === 'INSTEAD OF' ? 'instead of' : 'after';
  return {
    node,
    symbol,
    table,
    timing,
    forEach: node.forEachRow || timing === 'instead of' ? 'row' : 'statement',
    events: eventsOf(node, timing),
    name,
    function: triggerFunction(unit, symbol),
    tableName: unit.naming.of(table),
  };
}

/**
 * INSERT, UPDATE [OF …], DELETE, each once. A column list belongs to UPDATE, after whichever event it stands
 * (`update or delete of c`); INSTEAD OF triggers take none in PostgreSQL. (PL/SQL Language Reference, CREATE TRIGGER,
 * "dml_event_clause")
 */
function eventsOf(node: CreateTrigger, timing: PgCreateTrigger['timing']): PgTriggerEvent[] {
  const updates = node.events.filter((e) => e.event === 'UPDATE');
  const lists = node.events.flatMap((e) => (e.columns?.length ? [e.columns] : []));
  // An UPDATE beside UPDATE OF fires for every column.
  const isLimited =
    lists.length > 0 && updates.filter((e) => !e.columns?.length).length <= (updates.length === 1 ? 1 : 0);
  const columns =
    isLimited && timing !== 'instead of'
      ? [...new Set(lists.flatMap((list) => list.map((c) => foldName(c.name))))]
      : [];
  return [...new Set(node.events.map((e) => e.event.toLowerCase() as PgTriggerEvent['event']))].map((event) =>
    event === 'update' && columns.length > 0 ? { event, columns } : { event },
  );
}

/**
 * SET TRANSACTION, DDL and the like in a text: what ends the transaction and is no COMMIT or ROLLBACK, which raise
 * ORA-04092 as in Oracle.
 */
const endsTransaction = ({ analysis }: UnitContext, root: OracleNode): boolean =>
  contains(
    root,
    (node) =>
      node.kind === 'SetTransaction' ||
      (node.kind === 'ExecuteImmediate' && statementEffects(analysis, node).transactionControl),
  );

const setsTransaction = (node: OracleNode): boolean =>
  node.kind === 'SetTransaction' || (node.kind === 'ExecuteImmediate' && /^\s*set\b/i.test(firstText(node.text)));

/** Does the trigger itself end the transaction by such a statement? */
const controlsTransaction = (unit: UnitContext, node: CreateTrigger, effects: Effects): boolean =>
  effects.transactionControl && endsTransaction(unit, node.body);

/**
 * SET TRANSACTION in what the trigger calls: there PostgreSQL's own error (2D000) comes. DDL raises ORA-04092 as in
 * Oracle.
 */
const commitsBelow = (unit: UnitContext, effects: Effects): boolean =>
  [...reachedFrom(unit.analysis, effects.calls, (routine) => !unit.analysis.effectsOf(routine).autonomous)].some(
    (routine) =>
      routine.definition !== undefined &&
      !unit.analysis.effectsOf(routine).autonomous &&
      contains(routine.definition, setsTransaction),
  );

function refusalOf(node: CreateTrigger, title: string, controlsTransaction: boolean): Diagnostic | undefined {
  if (node.on.kind === 'Table' && node.on.nestedColumn)
    return triggerRefused(node.name.span, title, 'it is on a nested table of a view');
  if (node.body.kind === 'UnsupportedBody') return triggerRefused(node.name.span, title, node.body.what);
  if (node.crossedition) return triggerRefused(node.name.span, title, 'it works between editions');
  const odd = node.events.find((e) => e.event !== 'INSERT' && e.event !== 'UPDATE' && e.event !== 'DELETE');
  if (odd) return systemEvent(odd.span, title, odd.event);
  return controlsTransaction ? triggerTransaction(node.name.span, title) : undefined;
}

/** A trigger that raises: the table does not go on without what it should do. */
function refused(unit: UnitContext, shape: TriggerShape, diagnostic: Diagnostic): PgStatement[] {
  unit.report(diagnostic);
  return [functionOf(shape, stubBody(shape.node.span, diagnostic)), createTrigger(shape)];
}

function simpleTrigger(
  unit: UnitContext,
  shape: TriggerShape,
  body: Block | TriggerCall | { readonly kind: 'UnsupportedBody' },
): PgStatement[] {
  if (body.kind === 'UnsupportedBody') return [];
  const when = triggerWhen(unit, shape);
  const bodies = [shape.node];
  const marks = columnMarks(unit, shape, bodies);
  const { span } = shape.node;
  const guard = (leave: readonly PlStatement[]): PlStatement[] =>
    when.guard ? [b.ifThen(span, b.not(span, b.isTrue(span, when.guard)), leave)] : [];
  if (runsApart(unit, shape.symbol)) {
    const made = triggerApart(unit, shape, { body, marks, bodies }, guard);
    return [...made, ...marks.triggers, { ...createTrigger(shape), when: when.native }];
  }
  const made = triggerBody(unit, shape, body, (rc) => {
    const first = bindEvent(rc, shape, marks, bodies);
    return [...first, ...guard(rc.triggerReturn(span))];
  });
  const ends = endOfInserts(unit, shape);
  return [...made.before, made.function, ...marks.triggers, { ...createTrigger(shape), when: when.native }, ...ends];
}

/** The trigger function that sends the event to the body, which runs on a connection of its own. */
function triggerApart(
  unit: UnitContext,
  shape: TriggerShape,
  {
    body,
    marks,
    bodies,
  }: {
    readonly body: Block | TriggerCall;
    readonly marks: ColumnMarks;
    readonly bodies: readonly OracleNode[];
  },
  guard: (leave: readonly PlStatement[]) => readonly PlStatement[],
): PgStatement[] {
  const { span } = shape.node;
  const inner = { ...shape, function: entryName(shape.function, '__own') };
  const made = functionBody(unit, inner, body, 'nothing', (rc) => bindEvent(rc, shape, marks, bodies));
  if (made.function.body.kind !== 'PlBlock') return [...made.before, { ...made.function, name: shape.function }];
  const { routines, statements } = apartTrigger({
    name: shape.function,
    span,
    row: pgTypeOf(unit.naming, shape.symbol.newRow.type, 'value'),
    returnsRow: shape.forEach === 'row' && shape.node.timing !== 'AFTER',
    shares: sharesSession(unit, shape.symbol),
    body: made.function.body,
    columnConflict: made.function.variableConflict !== undefined,
  });
  const leave = [b.returns(span, resultOf(shape, span))];
  const sender = b.block(span, { body: [...guard(leave), ...statements, ...leave] });
  return [...made.before, ...routines, functionOf(shape, sender)];
}

/**
 * The function around a body. `start`: what it begins with. A refusal inside that nothing nearer caught costs the body.
 */
function triggerBody(
  unit: UnitContext,
  shape: TriggerShape,
  body: Block | TriggerCall,
  start: (rc: BodyBuilder) => readonly PlStatement[],
): TriggerBody {
  const { autonomous } = unit.analysis.effectsOf(shape.symbol);
  const made = functionBody(unit, shape, body, resultOf(shape, body.span), start);
  const { body: block } = made.function;
  return autonomous || made.refused || block.kind !== 'PlBlock'
    ? made
    : { ...made, function: { ...made.function, body: refuseMutatingTable(unit, shape, block) } };
}
