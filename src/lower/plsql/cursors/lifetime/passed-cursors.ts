import type { Analysis } from '../../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../../analyze/model/symbols.js';
import type { Call } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { type CursorIdentity, cursorOf } from '../../body/cursor-state.js';

/*
 * Cursor variables that calls pass to routines, which fetch from them or close them. (PL/SQL Language Reference, "Cursor
 * Variables as Subprogram Parameters")
 */

interface Body {
  readonly unit: UnitContext;
}

/** Does the call pass the cursor to what it calls? */
export const passesCursor = ({ unit }: Body, symbol: CursorIdentity['symbol'], { args }: Call): boolean =>
  args.some(({ value }) => value.kind === 'Name' && cursorOf(unit, value)?.symbol === symbol);

/** Does the call pass the cursor to a routine that may fetch from it? */
export const isFetchedByCall = (body: Body, symbol: CursorIdentity['symbol'], node: OracleNode): boolean =>
  node.kind === 'Call' &&
  passesCursor(body, symbol, node) &&
  body.unit.analysis.resolve(node).base.kind === 'routine' &&
  mayDoWithCursor(body.unit.analysis, node, 'Fetch');

/**
 * May what is called fetch from a cursor that it is passed, or close it? One that neither does so itself nor passes a
 * cursor on, to another routine or variable, does not.
 */
export function mayDoWithCursor(analysis: Analysis, call: Call, what: 'CloseCursor' | 'Fetch'): boolean {
  const { base } = analysis.resolve(call);
  return base.kind !== 'routine' || mayDoItself(analysis, base.routine, what);
}

function mayDoItself(analysis: Analysis, { definition }: RoutineSymbol, what: 'CloseCursor' | 'Fetch'): boolean {
  if (!definition) return true;
  return contains(definition, (node) => {
    if (node.kind === what) return true;
    const values =
      node.kind === 'Call' ? node.args.map((a) => a.value) : node.kind === 'Assignment' ? [node.value] : [];
    return values.some((value) => value.kind === 'Name' && analysis.typeOf(value).kind === 'refCursor');
  });
}
