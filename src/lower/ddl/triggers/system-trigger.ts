import type { TriggerSymbol } from '../../../analyze/model/symbols.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import {
  ddlTrigger,
  systemEvent,
  triggerDisabled,
  triggerRefused,
  triggerTransaction,
} from '../../../diagnostics/op1-triggers.js';
import { autonomousTransaction } from '../../../diagnostics/op3.js';
import { dotted } from '../../../ir/dotted.js';
import type { CreateTrigger, LineNode } from '../../../ir/oracle/index.js';
import type { PgChangeEventTrigger, PgCreateEventTrigger, PgExpr, PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { lowerCondition } from '../../expressions/index.js';
import { foldName } from '../../naming/naming.js';
import { stubBody } from '../../plsql/routines/stub.js';
import { ddlContext } from '../expressions.js';
import { changeSessionProcedure, sessionEventOf, sessionProcedure } from './session-trigger.js';
import { functionBody, functionOf, type TriggerRoutine } from './trigger-function.js';
import { triggerFunction } from './trigger-names.js';

/** Events that PostgreSQL's event triggers have a command for. DDL is all of them. */
const ddlEvents: ReadonlySet<string> = new Set(['CREATE', 'ALTER', 'DROP', 'COMMENT', 'GRANT', 'REVOKE', 'DDL']);

/**
 * A trigger on DDL becomes an event trigger of ddl_command_end and, for DROP, one of sql_drop, with the functions of
 * the event's attributes in the runtime; one on sessions, a procedure. Of every other event a disabled event trigger
 * keeps the name; its function raises. (PL/SQL Language Reference, "System Triggers"; PostgreSQL manual, chapter 40,
 * "Event Triggers")
 */
export function systemTrigger(unit: UnitContext, node: CreateTrigger, symbol: TriggerSymbol): PgStatement[] {
  const { span, body } = node;
  const title = dotted(node.name);
  const ofSession = sessionEventOf(node);
  if (ofSession && (body.kind === 'Block' || body.kind === 'TriggerCall'))
    return sessionProcedure(unit, node, symbol, ofSession, body);
  const routine: TriggerRoutine = { node, symbol, function: triggerFunction(unit, symbol) };
  const events = node.events.map((e) => e.event);
  const handled = events.filter((e) => ddlEvents.has(e));
  const refusal = refusalOf(unit, node, symbol, title, handled);
  if (refusal) unit.report(refusal);
  else {
    const left = events.filter((e) => !ddlEvents.has(e));
    unit.report(ddlTrigger(node.name.span, title, left.length > 0 ? `; not for ${left.join(' and ')} either` : ''));
    if (unit.analysis.effectsOf(symbol).autonomous)
      unit.report(autonomousTransaction(node.name.span, `Trigger ${title}`));
  }
  const { before, function: made } =
    refusal || node.body.kind === 'CompoundTriggerBody' || node.body.kind === 'UnsupportedBody'
      ? { before: [], function: functionOf(routine, stubBody(span, refusal ?? notOfSystem(node, title))) }
      : functionBody(unit, routine, node.body, 'nothing', (rc) => {
          const guards: PgExpr[] = [b.not(span, fires(unit, node, span, handled))];
          if (node.when) guards.push(b.not(span, b.isTrue(span, lowerCondition(ddlContext(unit), node.when))));
          return guards.map((guard) => b.ifThen(span, guard, rc.triggerReturn(span)));
        });
  const triggers = eventTriggers(unit, routine, refusal ? ['DDL'] : handled, { drops: !refusal });
  const disabled = !node.enabled || refusal !== undefined;
  if (!node.enabled) unit.report(triggerDisabled(node.name.span, title));
  const [first, ...rest]: PgStatement[] = [
    ...before,
    made,
    ...triggers,
    ...(disabled ? triggers.map((t) => changed(span, t.name, 'disable')) : []),
  ];
  return first ? [{ ...first, comments: node.comments, blankBefore: node.blankBefore }, ...rest] : [];
}

/** The names of the event triggers that a system trigger became. */
function eventTriggerNames(unit: UnitContext, symbol: TriggerSymbol): readonly string[] {
  const events = symbol.definition.events.map((e) => e.event).filter((e) => ddlEvents.has(e));
  const routine = { node: symbol.definition, symbol, function: [] };
  return eventTriggers(unit, routine, events.length > 0 ? events : ['COMMENT'], { drops: true }).map((t) => t.name);
}

function refusalOf(
  unit: UnitContext,
  node: CreateTrigger,
  symbol: TriggerSymbol,
  title: string,
  handled: readonly string[],
): Diagnostic | undefined {
  const { span } = node.name;
  if (node.body.kind === 'CompoundTriggerBody' || node.body.kind === 'UnsupportedBody') return notOfSystem(node, title);
  if (handled.length === 0) return systemEvent(span, title, node.events.map((e) => e.event).join(' or '));
  if (node.timing === 'INSTEAD OF')
    return triggerRefused(span, title, 'nothing can be done instead of a DDL command in PostgreSQL');
  const effects = unit.analysis.effectsOf(symbol);
  return effects.transactionControl && !effects.autonomous ? triggerTransaction(span, title) : undefined;
}

const notOfSystem = (node: CreateTrigger, title: string): Diagnostic =>
  triggerRefused(node.name.span, title, 'its body is not one that a trigger on system events has');

/**
 * Whether the command at hand is one of the events, of the schema that the trigger is on. It notes
 * the attributes of the event, too.
 */
function fires(unit: UnitContext, node: CreateTrigger, span: Span, events: readonly string[]): PgExpr {
  const args: PgExpr[] = [
    b.column(span, 'tg_event'),
    b.column(span, 'tg_tag'),
    b.text(span, events.join(' ')),
    ...(node.on.kind === 'Schema'
      ? [b.text(span, unit.naming.schemaOf(node.on.owner?.name ?? unit.analysis.ownerAt(span)))]
      : []),
  ];
  return b.ora(span, 'ddl_trigger_fires', ...args);
}

/**
 * Event triggers have no schema: of several that are named alike in theirs, the later
 * ones carry the schema in the name.
 */
function eventTriggerName(unit: UnitContext, symbol: TriggerSymbol): string {
  const name = foldName(symbol.name);
  const first = unit.analysis.catalog.triggers.find((t) => t.name === symbol.name && t.definition.on.kind !== 'Table');
  return first === undefined || first.owner === symbol.owner ? name : `${unit.naming.schemaOf(symbol.owner)}__${name}`;
}

function eventTriggers(
  unit: UnitContext,
  routine: TriggerRoutine,
  events: readonly string[],
  { drops }: { readonly drops: boolean },
): PgCreateEventTrigger[] {
  const { span } = routine.node;
  const name = eventTriggerName(unit, routine.symbol);
  const made = (event: PgCreateEventTrigger['event'], of: string): PgCreateEventTrigger => ({
    kind: 'PgCreateEventTrigger',
    span,
    name: of,
    event,
    function: routine.function,
  });
  const isDrop = (e: string): boolean => e === 'DROP' || e === 'DDL';
  const others = events.some((e) => e !== 'DROP');
  return [
    ...(others ? [made('ddl_command_end', name)] : []),
    ...(drops && events.some(isDrop) ? [made('sql_drop', others ? `${name}__drop` : name)] : []),
  ];
}

/** What ALTER TRIGGER and DROP TRIGGER become for a system trigger. */
export function changeEventTriggers(
  unit: UnitContext,
  node: LineNode,
  symbol: TriggerSymbol,
  change: PgChangeEventTrigger['change'],
): PgStatement[] {
  if (sessionEventOf(symbol.definition)) return changeSessionProcedure(unit, node, symbol, change);
  const [first, ...rest] = eventTriggerNames(unit, symbol).map((name) => changed(node.span, name, change));
  return first ? [{ ...first, comments: node.comments, blankBefore: node.blankBefore }, ...rest] : [];
}

const changed = (span: Span, name: string, change: PgChangeEventTrigger['change']): PgChangeEventTrigger => ({
  kind: 'PgChangeEventTrigger',
  span,
  name,
  change,
});
