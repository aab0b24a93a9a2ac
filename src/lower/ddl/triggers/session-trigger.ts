import type { TriggerSymbol } from '../../../analyze/model/symbols.js';
import { type SessionEvent, sessionTrigger } from '../../../diagnostics/op1-triggers.js';
import { alterNotConverted } from '../../../diagnostics/op6-objects.js';
import { dotted } from '../../../ir/dotted.js';
import type { Block, CreateTrigger, LineNode, TriggerCall } from '../../../ir/oracle/index.js';
import type { PgChangeEventTrigger, PgCreateRoutine, PgStatement } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { altersSession } from '../../calls/owners-rights.js';
import type { UnitContext } from '../../context.js';
import { lowerCondition } from '../../expressions/index.js';
import { reachedFrom } from '../../plsql/effects/callees.js';
import { runsApart } from '../../plsql/transactions/autonomous.js';
import { ddlContext } from '../expressions.js';
import { regclassText } from '../names.js';
import { functionBody } from './trigger-function.js';
import { triggerFunction } from './trigger-names.js';

const sessionEvents = ['LOGON', 'LOGOFF', 'STARTUP', 'SHUTDOWN'] as const;

/** The event of a trigger on sessions or the instance, where it has one alone, and a body of its own. */
export function sessionEventOf({ events, timing, body }: CreateTrigger): SessionEvent | undefined {
  const [first, ...more] = events;
  const isWhole =
    more.length === 0 && timing !== 'INSTEAD OF' && (body.kind === 'Block' || body.kind === 'TriggerCall');
  return isWhole ? sessionEvents.find((e) => e === first?.event) : undefined;
}

/**
 * A trigger on LOGON, LOGOFF, STARTUP or SHUTDOWN: its body is a procedure, for whoever connects, disconnects, starts
 * or stops the server to call. (PL/SQL Language Reference, "Database Event Triggers"; PostgreSQL manual, "Event
 * Triggers")
 *
 *   create trigger hr.at_logon after logon on hr.schema begin … end;  →  create procedure hr.at_logon() …
 */
export function sessionProcedure(
  unit: UnitContext,
  node: CreateTrigger,
  symbol: TriggerSymbol,
  event: SessionEvent,
  body: Block | TriggerCall,
): PgStatement[] {
  const { span } = node;
  const name = triggerFunction(unit, symbol);
  const user = node.on.kind === 'Schema' ? node.on.owner?.name || unit.analysis.ownerAt(span) || undefined : undefined;
  unit.report(
    sessionTrigger(node.name.span, dotted(node.name), {
      event,
      user,
      call: `call ${regclassText(name)}()`,
      disabled: !node.enabled,
    }),
  );
  const made = functionBody(unit, { node, symbol, function: name }, body, 'nothing', (rc) => {
    const noted = b.perform(
      span,
      b.call(
        span,
        'set_config',
        b.text(span, 'ora.ddl_event'),
        b.text(span, JSON.stringify({ sysevent: event })),
        b.boolean(span, true),
      ),
    );
    const when = node.when
      ? [
          b.ifThen(
            span,
            b.not(span, b.isTrue(span, lowerCondition(ddlContext(unit), node.when))),
            rc.triggerReturn(span),
          ),
        ]
      : [];
    return [...(asksEvent(node) ? [noted] : []), ...when];
  });
  const { securityDefiner, settings, body: whole } = made.function;
  // Where the body ends, a procedure needs no RETURN.
  const end = whole.kind === 'PlBlock' && whole.body.at(-1)?.kind === 'PlReturn' ? -1 : undefined;
  const procedure: PgCreateRoutine = {
    ...made.function,
    routine: 'procedure',
    returns: undefined,
    body: whole.kind === 'PlBlock' ? { ...whole, body: whole.body.slice(0, end) } : whole,
    ...(keepsRights(unit, symbol, body) ? { securityDefiner, settings } : { securityDefiner: false, settings: [] }),
  };
  const [first, ...rest]: PgStatement[] = [...made.before, procedure];
  return first ? [{ ...first, comments: node.comments, blankBefore: node.blankBefore }, ...rest] : [];
}

const asksEvent = (node: CreateTrigger): boolean =>
  contains(node, (n) => n.kind === 'Name' && /^(?:ORA_)?SYSEVENT$/.test(n.parts.at(-1)?.name ?? ''));

/** A procedure with a search_path of its own ends no transaction, and takes back at its end what it set itself. */
function keepsRights(unit: UnitContext, symbol: TriggerSymbol, body: Block | TriggerCall): boolean {
  const { analysis } = unit;
  const below = [...reachedFrom(analysis, analysis.effectsOf(symbol).calls)];
  return (
    !runsApart(unit, symbol) &&
    !altersSession(analysis, body) &&
    !below.some(({ definition }) => definition !== undefined && altersSession(analysis, definition))
  );
}

/** DROP TRIGGER drops the procedure; who calls it decides whether it is on. */
export function changeSessionProcedure(
  unit: UnitContext,
  node: LineNode,
  symbol: TriggerSymbol,
  change: PgChangeEventTrigger['change'],
): PgStatement[] {
  const { span, comments, blankBefore } = node;
  if (change === 'drop')
    return [
      {
        kind: 'PgDrop',
        span,
        comments,
        blankBefore,
        objectKind: 'procedure',
        names: [triggerFunction(unit, symbol)],
        ifExists: true,
      },
    ];
  const action = change === 'enable' ? 'ENABLE' : 'DISABLE';
  unit.report(alterNotConverted(span, `ALTER TRIGGER ${symbol.name} ${action}`));
  return [];
}
