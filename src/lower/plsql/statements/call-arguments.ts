import type { BoundArgument } from '../../../analyze/analysis.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { parameterType } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import type { RoutineContext } from '../body/routine-context.js';
import { isSafe } from '../errors/safe.js';

/**
 * PL/pgSQL plans an expression of its own once a session, but PostgreSQL plans the arguments of CALL at each call.
 * Functions of the runtime make that dear, since their bodies are put in place: such arguments go through a variable.
 *
 *   put(TO_CHAR(n, '990.0'))   →   value := ora.to_char(n, '990.0'); call put(value);
 *
 * What calls anything and stands before such an argument goes the same way, so that the order of evaluation stays.
 */
export function plannedOnce(
  rc: BodyBuilder,
  bound: readonly BoundArgument[],
  args: readonly PgExpr[],
): { readonly before: PlStatement[]; readonly args: readonly PgExpr[] } {
  const last = args.findLastIndex((arg, i) => bound[i]?.parameter.mode === 'IN' && calls(arg, 'ora'));
  const before: PlStatement[] = [];
  const passed = args.map((arg, i) => {
    const parameter = bound[i]?.parameter;
    if (i > last || parameter?.mode !== 'IN' || !calls(arg)) return arg;
    const type = parameterType(rc.unit.naming, parameter.variable);
    const variable = b.column(arg.span, rc.temporary('value', type));
    before.push(b.assign(arg.span, variable, arg));
    return variable;
  });
  return { before, args: passed };
}

/**
 * The arguments of a call that returns its error, which stands outside of any sub-block: what may fail is evaluated
 * before, under protection.
 */
export function workedOut(
  rc: RoutineContext,
  unit: UnitContext,
  bound: readonly BoundArgument[],
  args: readonly PgExpr[],
): { readonly before: PlStatement[]; readonly args: readonly PgExpr[] } {
  const before: PlStatement[] = [];
  const passed = args.map((arg, i) => {
    const parameter = bound[i]?.parameter;
    if (parameter?.mode !== 'IN' || isSafe(arg) || isPlainText(arg)) return arg;
    const { variable } = parameter;
    const kept = b.column(arg.span, rc.temporary(foldName(variable.name), parameterType(unit.naming, variable)));
    before.push(b.assign(arg.span, kept, arg));
    return kept;
  });
  return { before, args: passed };
}

/** NULL of some type, or a literal as text. */
const isPlainText = (arg: PgExpr): boolean =>
  arg.kind === 'PgCast' &&
  (arg.operand.kind === 'PgNull' || (arg.operand.kind === 'PgString' && arg.type.name.join('.') === 'text'));

/** Is there a call in the expression, of a function in the schema if one is given? */
const calls = (expr: PgExpr, schema?: string): boolean =>
  contains(
    expr,
    (node) => node.kind === 'PgCall' && (schema === undefined || (node.name.length > 1 && node.name[0] === schema)),
  );
