import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import type { UnitContext } from '../../context.js';
import type { RoutineContext } from './routine-context.js';

// Both inherit from the body's context: what is declared or noted meanwhile belongs to the body.

/** The same body, whose variables are written as `variable` says: what runs elsewhere gets their values handed over. */
export function withVariables<R extends RoutineContext>(rc: R, variable: RoutineContext['variable']): R {
  return Object.create(rc, { variable: { value: variable } }) as R;
}

/** The same body in another context of its unit, as one that collects what is reported. */
export function inUnit<R extends RoutineContext>(rc: R, unit: UnitContext): R {
  return Object.create(rc, { unit: { value: unit } }) as R;
}

/** The next parameter of EXECUTE, that gets the value: `$1`. */
export function nextParameter(span: Span, using: PgExpr[], value: PgExpr): PgExpr {
  using.push(value);
  return { kind: 'PgParameter', span, index: using.length };
}
