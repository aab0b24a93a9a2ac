import { declaringNode } from '../../../../analyze/effects/cursor-counters.js';
import type { CursorAttribute, CursorForLoop } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { forEachChild } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { type CursorIdentity, cursorOf } from '../../body/cursor-state.js';

/*
 * A FOR loop over a named cursor opens the cursor, and closes it however the loop is left. The converted loop keeps
 * those attributes of the cursor alone that something asks for. (PL/SQL Language Reference, "Cursor FOR LOOP Statement",
 * "Named Cursor Attribute")
 */

interface Asked {
  readonly attribute: CursorAttribute;
  readonly inLoop: boolean;
  /** The innermost routine around the attribute that is nested in what declares the cursor. */
  readonly routine: OracleNode | undefined;
}

/** Is %FOUND, %NOTFOUND or %ROWCOUNT read outside of the loop, where it is ORA-01001 unless the cursor is open? */
export const isAskedOutside = (unit: UnitContext, cursor: CursorIdentity, loop: CursorForLoop): boolean =>
  asksOf(unit, cursor, loop).asked.some(({ attribute, inLoop }) => attribute.attribute !== 'ISOPEN' && !inLoop);

/** Does a routine that may be called from the loop ask whether the local cursor is open? */
export function isOpenAskedElsewhere(unit: UnitContext, cursor: CursorIdentity, loop: CursorForLoop): boolean {
  const { asked, ofLoop } = asksOf(unit, cursor, loop);
  return asked.some(({ attribute, routine }) => attribute.attribute === 'ISOPEN' && routine !== ofLoop);
}

function asksOf(unit: UnitContext, cursor: CursorIdentity, loop: CursorForLoop) {
  const { symbol } = cursor;
  const asked: Asked[] = [];
  let ofLoop: OracleNode | undefined;
  const scope = cursor.package ? undefined : declaringNode(symbol.kind === 'cursor' ? symbol.variable : symbol);
  const visit = (node: OracleNode, inLoop: boolean, routine: OracleNode | undefined): void => {
    const within = node.kind === 'RoutineDefinition' && node !== scope ? node : routine;
    const isLoop = node === loop;
    if (isLoop) ofLoop = routine;
    if (node.kind === 'CursorAttribute') {
      const named =
        node.cursor === 'SQL' || node.cursor.kind === 'BindVariable' ? undefined : cursorOf(unit, node.cursor);
      if (named?.symbol === symbol) asked.push({ attribute: node, inLoop, routine: within });
    }
    forEachChild(node, (child) => visit(child, inLoop || isLoop, within));
  };
  if (scope) visit(scope, false, undefined);
  return { asked, ofLoop };
}
