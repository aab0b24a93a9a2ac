import type { Analysis } from '../../../../analyze/analysis.js';
import { declaringNode } from '../../../../analyze/effects/cursor-counters.js';
import type { CursorSymbol, RoutineSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { isWithin } from '../../../../ir/span.js';
import { nodesOf } from '../../../../ir/walk.js';
import { remembered } from '../../../remembered.js';
import type { RoutineContext } from '../../body/routine-context.js';
import { calleesWithin } from '../../effects/callees.js';
import { cursorSymbol } from '../../effects/cursors/cursor-places.js';
import { statementEffects } from '../../effects/effects-of-statements.js';

/*
 * A routine may open a cursor that belongs to another body: one around it that declares the cursor, or a caller that
 * gets it by OUT or RETURN. The cursor then stays open over a COMMIT of that body, too. (PL/SQL Language Reference,
 * "Explicit Cursors", "Cursor Variables as Subprogram Parameters")
 */

interface Body {
  readonly unit: { readonly analysis: Analysis };
  readonly symbol: RoutineContext['symbol'];
  readonly source: OracleNode;
}

type Cursor = CursorSymbol | VariableSymbol;

/** May the body that the cursor belongs to end the transaction while the cursor is open? */
export const endsAround = (rc: Body, cursor: Cursor): boolean =>
  isOfCommittingBody(rc, cursor) || isHandedToCommitting(rc, cursor);

/** Does the routine or block around this one that declares the cursor end the transaction? */
export function isOfCommittingBody({ unit: { analysis }, symbol }: Body, cursor: Cursor): boolean {
  const { container } = cursor;
  if (container === symbol || container?.kind === 'package') return false;
  if (container?.kind === 'routine') return analysis.effectsOf(container).transactionControl;
  const block = declaringBody({ unit: { analysis } }, cursor);
  return block !== undefined && statementEffects(analysis, block).transactionControl;
}

/** The routine, or the unit with the block, that declares the cursor. */
export function declaringBody({ unit: { analysis } }: Pick<Body, 'unit'>, cursor: Cursor): OracleNode | undefined {
  if (cursor.container?.kind === 'routine') return cursor.container.definition;
  const scope = declaringNode(cursor.kind === 'cursor' ? cursor.variable : cursor);
  return scope && analysis.units.find((root) => isWithin(scope.span, root.span));
}

/** Does a caller among the inputs get the cursor from this routine, and end the transaction afterwards? */
function isHandedToCommitting({ unit: { analysis }, symbol, source }: Body, cursor: Cursor): boolean {
  if (symbol?.kind !== 'routine' || cursor.kind !== 'variable' || !isHandedBack(analysis, symbol, source, cursor))
    return false;
  const above = new Set<Caller>();
  const reached = new Set<RoutineSymbol>([symbol]);
  for (const routine of reached)
    for (const caller of callersOf(analysis).get(routine) ?? []) {
      above.add(caller);
      if (caller.routine && handsCursorsBack(caller.routine)) reached.add(caller.routine);
    }
  return [...above].some(({ routine, body }) =>
    routine ? analysis.effectsOf(routine).transactionControl : statementEffects(analysis, body).transactionControl,
  );
}

/** Is the variable an OUT parameter, or what RETURN gives? */
function isHandedBack(analysis: Analysis, routine: RoutineSymbol, source: OracleNode, cursor: VariableSymbol): boolean {
  if (routine.parameters.some((p) => p.variable === cursor && p.mode !== 'IN')) return true;
  return nodesOf(source, 'Return').some(({ value }) => value && cursorSymbol(analysis, value) === cursor);
}

const handsCursorsBack = ({ parameters, returns }: RoutineSymbol): boolean =>
  returns?.kind === 'refCursor' ||
  parameters.some(({ mode, variable }) => mode !== 'IN' && variable.type.kind === 'refCursor');

interface Caller {
  readonly routine: RoutineSymbol | undefined;
  readonly body: OracleNode;
}

/** The bodies among the inputs that call a routine themselves. */
const callersOf = remembered((analysis: Analysis): ReadonlyMap<RoutineSymbol, readonly Caller[]> => {
  const callers = new Map<RoutineSymbol, Caller[]>();
  const note = (caller: Caller): void => {
    for (const callee of new Set(calleesWithin(analysis, caller.body))) {
      const known = callers.get(callee);
      if (known) known.push(caller);
      else callers.set(callee, [caller]);
    }
  };
  for (const unit of analysis.units) {
    note({ routine: undefined, body: unit });
    for (const body of nodesOf(unit, 'RoutineDefinition')) {
      const symbol = analysis.declaredBy(body);
      note({ routine: symbol?.kind === 'routine' ? symbol : undefined, body });
    }
  }
  return callers;
});
