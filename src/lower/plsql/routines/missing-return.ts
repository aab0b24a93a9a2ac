import { isPipelined, type RoutineSymbol } from '../../../analyze/model/symbols.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import type { PlHandler, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { hasOut } from '../../calls/handed-back.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { raiseFailure } from '../errors/capture.js';

/**
 * What stands after the last statement of a function that hands its result back by a parameter: PL/pgSQL takes the end
 * of such a body for a RETURN, Oracle raises ORA-06503 there. So it does in one without any RETURN, which is a mistake
 * for those who check PL/pgSQL. None where nothing gets so far, and none for another function, which PL/pgSQL itself
 * watches over. (PL/SQL Language Reference, "RETURN Statement in Function")
 */
export function missingReturn(
  rc: BodyBuilder,
  symbol: RoutineSymbol,
  span: Span,
  statements: readonly PlStatement[],
  handlers: readonly PlHandler[] = [],
): readonly PlStatement[] {
  if (symbol.routine !== 'FUNCTION' || isPipelined(symbol) || symbol.declaration.method?.role === 'CONSTRUCTOR')
    return [];
  const isWatched = !rc.resultParameter && !hasOut({ unit: rc.unit }, symbol);
  if (isWatched && [...statements, ...handlers].some((part) => contains(part, (node) => node.kind === 'PlReturn')))
    return [];
  if (!mayReachEnd(statements) && !handlers.some((handler) => mayReachEnd(handler.body))) return [];
  return raiseFailure(rc, span, oracleFailure(6503));
}

/** May control arrive after these statements? In doubt it may. */
function mayReachEnd(statements: readonly PlStatement[]): boolean {
  return !statements.some(isDeadEnd);
}

function isDeadEnd(s: PlStatement): boolean {
  switch (s.kind) {
    case 'PlReturn':
      return true;
    case 'PlExit':
      return s.when === undefined;
    case 'PlRaise':
      return s.level === undefined || s.level === 'exception';
    case 'PlPerform':
      return s.query.kind === 'PgCall' && /^(reraise|raise)$/.test(s.query.name.at(-1) ?? '');
    case 'PlIf':
      return s.otherwise !== undefined && !mayReachEnd(s.otherwise) && s.branches.every((x) => !mayReachEnd(x.body));
    case 'PlCase':
      return (s.otherwise === undefined || !mayReachEnd(s.otherwise)) && s.branches.every((x) => !mayReachEnd(x.body));
    case 'PlLoop':
      return !leaves(s);
    case 'PlBlock':
      return (
        !mayReachEnd(s.body) && s.handlers.every((x) => !mayReachEnd(x.body)) && !(s.label !== undefined && leaves(s))
      );
    default:
      return false;
  }
}

/** Is there an EXIT in it, whatever it leaves? */
function leaves(s: PlStatement): boolean {
  return contains(s, (node) => node.kind === 'PlExit' && node.what === 'exit');
}
