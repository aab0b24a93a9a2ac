import { declaringNode } from '../../../../analyze/effects/cursor-counters.js';
import { isLoop } from '../../../../ir/kinds.js';
import type { CursorAttribute, CursorForLoop, QualifiedName } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains, forEachChild } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { type CursorIdentity, cursorOf } from '../../body/cursor-state.js';
import { calleesWithin, reachedFrom } from '../../effects/callees.js';
import { cursorSymbol, placesOf } from '../../effects/cursors/cursor-places.js';

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

/** Does the body of the loop fetch from the loop's cursor or close it, itself or by what it calls? */
export function isFetchedWithin({ analysis }: UnitContext, { symbol }: CursorIdentity, loop: CursorForLoop): boolean {
  const fetches = (body: OracleNode): boolean =>
    contains(
      body,
      (node) =>
        (node.kind === 'Fetch' || node.kind === 'CloseCursor') && cursorSymbol(analysis, node.cursor) === symbol,
    );
  if (placesOf(analysis, symbol).bodies.size === 0) return false;
  const called = loop.body.flatMap((statement) => calleesWithin(analysis, statement));
  return (
    loop.body.some(fetches) ||
    [...reachedFrom(analysis, called)].some(({ definition }) => definition !== undefined && fetches(definition))
  );
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

/**
 * May the local cursor be opened once more, or be asked whether it is open, after the loop has been left? The loop stands
 * in another one or is not the only use of the cursor, GOTO leads back to it, or the cursor is that of a routine around.
 */
export function isMetAgain(unit: UnitContext, { symbol }: CursorIdentity, loop: CursorForLoop): boolean {
  const scope = declaringNode(symbol.kind === 'cursor' ? symbol.variable : symbol);
  let met = false;
  const isItsName = (name: CursorAttribute['cursor'] | QualifiedName): boolean =>
    name !== 'SQL' && name.kind !== 'BindVariable' && cursorSymbol(unit.analysis, name) === symbol;
  const visit = (node: OracleNode, repeats: boolean): void => {
    const isNested = node.kind === 'RoutineDefinition' && node !== scope;
    if (node === loop) met ||= repeats;
    else if (node.kind === 'Goto') met = true;
    else if (node.kind === 'OpenCursor') met ||= isItsName(node.cursor);
    else if (node.kind === 'NamedCursor') met ||= node !== loop.source && isItsName(node.cursor);
    else if (node.kind === 'CursorAttribute') met ||= node.attribute === 'ISOPEN' && isItsName(node.cursor);
    forEachChild(node, (child) => visit(child, repeats || isNested || isLoop(node)));
  };
  if (scope) visit(scope, false);
  return met;
}
