import type { TriggerSymbol } from '../../../analyze/model/symbols.js';
import { internalFailure } from '../../../diagnostics/op9.js';
import type { Block, CreateTrigger, TriggerCall } from '../../../ir/oracle/index.js';
import type { PgCreateRoutine, PgExpr, PgStatement, PlBlock, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { Refusal, type UnitContext } from '../../context.js';
import { eventOf } from '../../expressions/conditions/trigger-predicate.js';
import { BodyBuilder } from '../../plsql/body/body-builder.js';
import { leavingAsInSql } from '../../plsql/errors/user-exceptions.js';
import { initialisationChecks } from '../../plsql/packages/package-init.js';
import { stubBody } from '../../plsql/routines/stub.js';
import { lowerBlockBody } from '../../plsql/statements/block.js';
import { lowerStatement } from '../../plsql/statements/statement.js';
import {
  columnsAskedBelow,
  columnsSetting,
  eventSetting,
  handsEventOn,
} from '../../plsql/transactions/triggering-event.js';
import { regclassText } from '../names.js';
import { triggerNeeds } from './trigger-needs.js';

/** The function of a trigger. */
export interface TriggerRoutine {
  readonly node: CreateTrigger;
  readonly symbol: TriggerSymbol;
  readonly function: readonly string[];
}

/** What CREATE TRIGGER executes. */
export interface TriggerBody {
  /** Types and nested routines that the function needs. */
  readonly before: readonly PgStatement[];
  readonly function: PgCreateRoutine;
}

/**
 * The function around the body of a trigger of any kind. `result`: what RETURN gives; `start`: what the function begins
 * with. A refusal inside that nothing nearer caught costs the body.
 */
export function functionBody(
  unit: UnitContext,
  shape: TriggerRoutine,
  body: Block | TriggerCall,
  result: PgExpr | 'nothing',
  start: (rc: BodyBuilder) => readonly PlStatement[],
): TriggerBody & { readonly refused: boolean } {
  const mark = unit.before.length;
  const { span } = body;
  try {
    const rc = BodyBuilder.start(unit, shape.symbol, body, shape.function.at(-1));
    rc.triggerResult = result;
    const handOn = handsEventOn(unit, shape.symbol) ? handOnEvent(rc, shape.symbol, span) : undefined;
    const begin = start(rc);
    const first = [
      ...(handOn?.() ?? []),
      ...triggerNeeds(unit, shape.symbol, body),
      ...initialisationChecks(unit, shape.symbol, [body]),
      ...begin,
    ];
    const made = statementsOf(rc, body);
    const block = b.block(span, {
      declarations: rc.outermostDeclarations,
      body: [...first, ...made, ...rc.triggerReturn(span)],
    });
    const counted = rc.finished(block);
    return {
      before: unit.before.splice(mark),
      function: functionOf(shape, leavingAsInSql(unit.analysis, shape.symbol, counted), {
        columnConflict: rc.variables.usesColumnConflict,
      }),
      refused: false,
    };
  } catch (error) {
    const diagnostic =
      error instanceof Refusal
        ? error.diagnostic
        : internalFailure(shape.node.span, `trigger ${shape.symbol.name}`, error);
    unit.report(diagnostic);
    unit.before.splice(mark);
    return { before: [], function: functionOf(shape, stubBody(span, diagnostic)), refused: true };
  }
}

/**
 * `perform set_config('ora.trigger_event', tg_op, true);`, and so for the columns where something below asks for them.
 * Whoever leaves the function gives back what it was, that of the trigger around it: a SET clause would do so, but asks
 * for a right that owners do not have. (PostgreSQL manual, "GRANT", PARAMETER)
 * @returns what makes the statements once the columns are bound
 */
export function handOnEvent(rc: BodyBuilder, trigger: TriggerSymbol, span: Span): () => PlStatement[] {
  const set = (setting: string, value: PgExpr): PlStatement =>
    b.perform(span, b.call(span, 'set_config', b.text(span, setting), value, b.boolean(span, true)));
  const keep = (setting: string, hint: string): void => {
    const now = b.call(span, 'current_setting', b.text(span, setting), b.boolean(span, true));
    rc.copyBack.push(set(setting, b.column(span, rc.fresh(hint, pgTypes.text, now))));
  };
  const asksColumns = columnsAskedBelow(rc.unit, trigger).length > 0;
  keep(eventSetting, 'outer_event');
  if (asksColumns) keep(columnsSetting, 'outer_columns');
  return () => {
    const event = set(eventSetting, eventOf(span));
    if (!asksColumns) return [event];
    const { updatedColumns } = rc;
    return [
      event,
      set(columnsSetting, updatedColumns ? b.cast(span, updatedColumns, pgTypes.text) : b.text(span, '{}')),
    ];
  };
}

function statementsOf(rc: BodyBuilder, body: Block | TriggerCall): PlStatement[] {
  if (body.kind === 'TriggerCall') return lowerStatement(rc, body.call);
  const { statements, handlers } = lowerBlockBody(rc, body);
  // The function's RETURN stands after the handlers, for them too.
  return handlers.length > 0 ? [b.block(body.span, { body: statements, handlers })] : statements;
}

/**
 * Triggers run with their owner's rights, and so does what they call; names of dynamic SQL are looked for in the
 * owner's schema, and pg_catalog comes before it. (PL/SQL Language Reference, "Invoker's Rights and Definer's Rights";
 * PostgreSQL manual, CREATE FUNCTION, "Writing SECURITY DEFINER Functions Safely")
 */
export function functionOf(
  shape: TriggerRoutine,
  body: PlBlock,
  { columnConflict = false }: { readonly columnConflict?: boolean } = {},
): PgCreateRoutine {
  return {
    kind: 'PgCreateRoutine',
    span: shape.node.span,
    routine: 'function',
    name: shape.function,
    parameters: [],
    returns: shape.node.on.kind === 'Table' ? 'trigger' : 'event_trigger',
    language: 'plpgsql',
    securityDefiner: true,
    settings: [`search_path = ${regclassText(shape.function.slice(0, -1))}, pg_temp`],
    variableConflict: columnConflict ? 'use_column' : undefined,
    orReplace: true,
    body,
  };
}
