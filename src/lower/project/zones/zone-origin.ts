import type { Analysis } from '../../../analyze/analysis.js';
import { literalText } from '../../../ir/literals.js';
import { callOf, identifier, nameNode, stringLiteral } from '../../../ir/made-nodes.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import { literalZone } from '../../expressions/datetime/datetime.js';

/** Does the value say its zone, or that it is the session's? */
export const saysItsZone = (analysis: Analysis, origin: Expr): boolean =>
  zoneBeside(analysis, origin, origin.span) !== undefined;

/** May it be another zone than that of the session or the server? */
export function isOwnZone(analysis: Analysis, origin: Expr): boolean {
  switch (origin.kind) {
    case 'AtTimeZone':
      return origin.zone !== 'LOCAL';
    case 'DatetimeLiteral':
      return literalZone(origin) !== undefined;
    case 'Call': {
      const { base } = analysis.resolve(origin);
      return base.kind === 'builtin' && (base.name === 'FROM_TZ' || base.name === 'TO_TIMESTAMP_TZ');
    }
    default:
      return false;
  }
}

/**
 * The zone of a value that is not read from a place, as an expression of its own; undefined where it cannot be told.
 * (SQL Language Reference, "Datetime Expressions"; what has no zone is in that of the session)
 */
export function zoneBeside(analysis: Analysis, origin: Expr, span: Span): Expr | undefined {
  switch (origin.kind) {
    case 'NullLiteral':
    case 'DefaultMarker':
      return origin;
    case 'AtTimeZone':
      return origin.zone === 'LOCAL' ? sessionZone(span) : origin.zone;
    case 'DatetimeLiteral': {
      const zone = literalZone(origin);
      return zone === undefined ? sessionZone(span) : stringLiteral(span, zone);
    }
    case 'Name':
    case 'Call':
      return zoneOfCall(analysis, origin, span);
    default:
      return undefined;
  }
}

function zoneOfCall(analysis: Analysis, origin: Expr & { kind: 'Name' | 'Call' }, span: Span): Expr | undefined {
  const { base, steps } = analysis.resolve(origin);
  if (base.kind !== 'builtin' || steps.length > 0) return undefined;
  const [first, second] = base.args;
  switch (base.name) {
    case 'SYSTIMESTAMP':
      return callOf(span, 'TO_CHAR', origin, stringLiteral(span, 'TZR'));
    case 'CURRENT_TIMESTAMP':
    case 'LOCALTIMESTAMP':
    case 'SYSDATE':
    case 'CURRENT_DATE':
      return sessionZone(span);
    case 'FROM_TZ':
      return second?.value;
    case 'TO_TIMESTAMP_TZ': {
      // The text is read twice.
      if (base.args.length !== 2 || !first || literalText(second?.value) === undefined) return undefined;
      if (first.value.kind !== 'Name' && first.value.kind !== 'StringLiteral') return undefined;
      return callOf(span, 'TO_CHAR', origin, stringLiteral(span, 'TZR'));
    }
    default:
      return undefined;
  }
}

/** The function that gives the zone of the session. */
export const sessionZone = (span: Span): Expr => nameNode(span, identifier(span, 'SESSIONTIMEZONE'));
