import type { Analysis } from '../../../analyze/analysis.js';
import type { RelationSymbol, RoutineSymbol, SequenceSymbol, TriggerSymbol } from '../../../analyze/model/symbols.js';
import { differentResult } from '../../../diagnostics/op2-expressions.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { Span } from '../../../ir/span.js';
import { nodesOf } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';
import { remembered } from '../../remembered.js';
import { reachedFrom } from '../effects/callees.js';

/*
 * CURRVAL is the session's last value, whichever transaction drew it. An autonomous transaction on a connection of its
 * own draws in a session of its own. (SQL Language Reference, "Sequence Pseudocolumns"; PL/SQL Language Reference,
 * "Autonomous Transactions")
 */

/** Says so at CURRVAL of a sequence that autonomous transactions draw from, but for what they have drawn themselves. */
export function reportDrawnApart({ unit, routine }: ExprContext, sequence: SequenceSymbol, span: Span): void {
  const { analysis, options } = unit;
  if (options.autonomous !== 'connection' || !drawnByAutonomous(analysis).has(sequence)) return;
  const own = routine?.symbol;
  if (own && own.kind !== 'package' && analysis.effectsOf(own).autonomous) return;
  unit.report(differentResult(span, `${sequence.name}.CURRVAL`, apart));
}

const apart = 'a number that an autonomous transaction draws, on its own connection, is not the last one of its caller';

/** The sequences that autonomous routines and triggers draw from: by name, by defaults, and in what they call. */
const drawnByAutonomous = remembered((analysis: Analysis): ReadonlySet<SequenceSymbol> => {
  const drawn = new Set<SequenceSymbol>();
  const note = (body: OracleNode): void => {
    for (const name of nodesOf(body, 'Name')) {
      const { base } = analysis.resolve(name);
      if (base.kind === 'sequence' && base.which === 'NEXTVAL') drawn.add(base.sequence);
    }
  };
  const look = (symbol: RoutineSymbol | TriggerSymbol): void => {
    if (symbol.definition) note(symbol.definition);
    for (const table of analysis.effectsOf(symbol).writesTables) for (const value of defaultsOf(table)) note(value);
  };
  const triggers = analysis.catalog.triggers.filter((trigger) => analysis.effectsOf(trigger).autonomous);
  triggers.forEach(look);
  const called = triggers.flatMap((trigger) => [...analysis.effectsOf(trigger).calls]);
  reachedFrom(analysis, [...autonomousRoutines(analysis), ...called]).forEach(look);
  return drawn;
});

function autonomousRoutines(analysis: Analysis): readonly RoutineSymbol[] {
  const symbols = analysis.units
    .flatMap((unit) => [...nodesOf(unit, 'RoutineDefinition')])
    .map((body) => analysis.declaredBy(body));
  return symbols.filter((s): s is RoutineSymbol => s?.kind === 'routine' && analysis.effectsOf(s).autonomous);
}

function defaultsOf({ definition }: RelationSymbol): readonly OracleNode[] {
  if (definition?.kind !== 'CreateTable') return [];
  return nodesOf(definition, 'ColumnDefinition').flatMap((column) => (column.default ? [column.default] : []));
}
