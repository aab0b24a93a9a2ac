import type { Analysis } from '../../../analyze/analysis.js';
import { declaringNode } from '../../../analyze/effects/cursor-counters.js';
import type { RoutineSymbol, Symbol } from '../../../analyze/model/symbols.js';
import type { CursorForLoop, OpenCursor } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains, forEachChild, nodesOf } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import { rememberedOf } from '../../remembered.js';
import type { BodyBuilder } from '../body/body-builder.js';
import type { CursorIdentity } from '../body/cursor-state.js';
import { calleesOf, calleesWithin, reachedFrom } from '../effects/callees.js';
import { cursorSymbol, isInItsLoop, placesOf } from '../effects/cursors/cursor-places.js';
import { raiseFailure } from '../errors/capture.js';
import { packageState } from './attributes/kept-attributes.js';

/*
 * A loop over a named cursor opens it, but what is made of it is a loop over its query. So ORA-06511 has to be looked
 * for where OPEN and such a loop may meet. (PL/SQL Language Reference, "Cursor FOR LOOP Statement", "OPEN Statement")
 */

/** What OPEN is inside of a loop over its cursor, and another loop over it: always an error. */
export function openInItsLoop(rc: BodyBuilder, s: OpenCursor | CursorForLoop): PlStatement[] | undefined {
  return isInItsLoop(rc.unit.analysis, s) || isCalledInItsLoop(rc, s) ? alreadyOpen(rc, s.span) : undefined;
}

/** Is the routine nested in the one that declares the cursor, and called from loops over it alone? */
function isCalledInItsLoop(rc: BodyBuilder, s: OpenCursor | CursorForLoop): boolean {
  const { analysis } = rc.unit;
  const named = s.kind === 'OpenCursor' ? s.cursor : s.source.kind === 'NamedCursor' ? s.source.cursor : undefined;
  const cursor = named && (cursorSymbol(analysis, named) as Symbol | undefined);
  const routine = rc.symbol;
  if (cursor?.kind !== 'cursor' || routine?.kind !== 'routine' || cursor.variable.container === routine) return false;
  const scope = cursor.variable.storage === 'package' ? undefined : declaringNode(cursor.variable);
  if (!scope) return false;
  let within = 0;
  let outside = 0;
  const visit = (node: OracleNode, looped: boolean): void => {
    if (calleesOf(analysis, node).includes(routine)) {
      if (looped) within += 1;
      else outside += 1;
    }
    const { source } = node as Partial<CursorForLoop>;
    const loops =
      node.kind === 'CursorForLoop' &&
      source?.kind === 'NamedCursor' &&
      cursorSymbol(analysis, source.cursor) === cursor;
    // What a nested routine calls is called from wherever that is.
    forEachChild(node, (child) => visit(child, (looped || loops) && child.kind !== 'RoutineDefinition'));
  };
  visit(scope, false);
  return within > 0 && outside === 0;
}

/** What stands before a loop over the cursor, where OPEN may have been there. */
export function refuseOpenCursor(rc: BodyBuilder, cursor: Symbol, portal: () => PgExpr, span: Span): PlStatement[] {
  if (placesOf(rc.unit.analysis, cursor).opens.length === 0) return [];
  const isOpen = b.ora(span, 'cursor_is_open', b.cast(span, portal(), pgTypes.text));
  return [b.ifThen(span, isOpen, alreadyOpen(rc, span))];
}

/** May the cursor be open where a loop over it begins? */
export const mayBeOpenBefore = (rc: BodyBuilder, cursor: CursorIdentity): boolean =>
  placesOf(rc.unit.analysis, cursor.symbol).opens.length > 0 || mayNest(rc.unit.analysis, cursor.symbol);

/**
 * Does a loop over the cursor call what may open it again? Of a package's cursor it is then kept whether it is open,
 * and looked at before it is opened.
 */
export const mayNest = rememberedOf((analysis: Analysis, cursor: Symbol): boolean => {
  const called: RoutineSymbol[] = [];
  for (const unit of analysis.units)
    for (const { source, body } of nodesOf(unit, 'CursorForLoop'))
      if (source.kind === 'NamedCursor' && cursorSymbol(analysis, source.cursor) === cursor)
        for (const s of body) called.push(...calleesWithin(analysis, s));
  return [...reachedFrom(analysis, called)].some(
    (routine) => routine.definition && opens(analysis, routine.definition, cursor),
  );
});

/** Does the routine open the cursor, by OPEN or by a loop? */
const opens = (analysis: Analysis, definition: OracleNode, cursor: Symbol): boolean =>
  contains(
    definition,
    (node) =>
      (node.kind === 'OpenCursor' || node.kind === 'NamedCursor') && cursorSymbol(analysis, node.cursor) === cursor,
  );

/** In front of what opens the package's cursor, where a loop over it may be running. */
export function refuseNested(rc: BodyBuilder, cursor: CursorIdentity, span: Span): PlStatement[] {
  if (!cursor.package || cursor.symbol.kind !== 'cursor' || !mayNest(rc.unit.analysis, cursor.symbol)) return [];
  const isOpen = b.coalesce(span, packageState(cursor, 'isopen', span), b.boolean(span, false));
  return [b.ifThen(span, isOpen, alreadyOpen(rc, span))];
}

const alreadyOpen = (rc: BodyBuilder, span: Span): PlStatement[] => raiseFailure(rc, span, oracleFailure(6511));
