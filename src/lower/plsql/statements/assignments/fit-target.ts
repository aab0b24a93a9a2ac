import type { OracleType } from '../../../../analyze/model/types.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import type { PgExpr } from '../../../../ir/postgres/index.js';
import { b, pgTypes } from '../../../builders.js';
import { fitActual } from '../../../calls/actual-sizes.js';
import type { ExprContext } from '../../../context.js';
import { fitText, fitTo } from '../../../expressions/conversions/fit.js';
import { pgTypeOf } from '../../../types.js';
import { fitNotNull } from './parameter-sizes.js';

/**
 * What the target's declared type adds to the assignment of a value that is of its type already; sizes do not bind a
 * parameter.
 */
export function fitTarget(ex: ExprContext, target: Expr, value: PgExpr, from: OracleType, source?: Expr): PgExpr {
  const to = ex.unit.analysis.typeOf(target);
  const type = isParameter(ex, target) ? sizeless(to) : to;
  if (neverFits(ex, value, type)) return tooLong(target.span);
  const fitted = fitActual(ex, target, fitTo(ex, value, { from, to: type, span: target.span, source }), target.span);
  // A variable takes NULL without fail, but not this one.
  if (fitted.kind === 'PgNull' && isNotNullVariable(ex, target))
    return b.cast(target.span, fitted, pgTypeOf(ex.unit.naming, to, 'value'));
  if (isNotNullElement(ex, target)) return fitNotNull(ex.unit, fitted, to, target.span);
  return isPackageVariable(ex, target)
    ? fitStored(fitted, from, to, target.span, source && { ex, expr: source })
    : fitted;
}

function isNotNullVariable({ unit }: ExprContext, target: Expr): boolean {
  if (target.kind !== 'Name') return false;
  const { base, steps } = unit.analysis.resolve(target);
  return base.kind === 'variable' && base.variable.notNull && steps.length === 0;
}

/**
 * A literal that is longer than the variable: an error when the assignment is reached, which checkers of PL/pgSQL take
 * for one of the routine.
 */
const neverFits = (ex: ExprContext, value: PgExpr, to: OracleType): boolean =>
  value.kind === 'PgString' &&
  // What dynamic SQL puts in at run time is another value.
  ex.substitutions?.isWord?.(value.value) !== true &&
  (to.kind === 'varchar2' || to.kind === 'char') &&
  to.length !== undefined &&
  [...value.value].length > to.length;

const tooLong = (span: Expr['span']): PgExpr =>
  b.ora(
    span,
    'raise',
    b.num(span, 6502),
    b.text(span, 'PL/SQL: numeric or value error: character string buffer too small'),
    b.cast(span, b.null(span), pgTypes.text),
  );

/** State is kept as text: the cast to the variable's type cuts off what an assignment would refuse. */
export function fitStored(
  value: PgExpr,
  from: OracleType,
  to: OracleType,
  span: Expr['span'],
  source?: { readonly ex: ExprContext; readonly expr: Expr },
): PgExpr {
  return to.kind === 'varchar2' && to.length !== undefined
    ? fitText(value, { from, length: to.length, span, source })
    : value;
}

/**
 * `c(i)` of a collection whose elements are NOT NULL. (PL/SQL Language Reference, "Collection Variable Declaration")
 */
function isNotNullElement(ex: ExprContext, target: Expr): boolean {
  if (target.kind !== 'Call' && target.kind !== 'Name' && target.kind !== 'Member') return false;
  const { base, steps } = ex.unit.analysis.resolve(target);
  const before = steps[steps.length - 2]?.type ?? (base.kind === 'variable' ? base.variable.type : undefined);
  return steps.at(-1)?.kind === 'element' && before?.kind === 'collection' && before.collection.elementNotNull;
}

function isPackageVariable(ex: ExprContext, target: Expr): boolean {
  if (target.kind !== 'Name' && target.kind !== 'Member') return false;
  const { base, steps } = ex.unit.analysis.resolve(target);
  return base.kind === 'variable' && base.variable.storage === 'package' && steps.length === 0;
}

function isParameter(ex: ExprContext, target: Expr): boolean {
  if (target.kind !== 'Name') return false;
  const { base, steps } = ex.unit.analysis.resolve(target);
  return base.kind === 'variable' && base.variable.storage === 'parameter' && steps.length === 0;
}

/** A CHAR parameter is not padded here: its size is that of the actual parameter. */
const sizeless = (type: OracleType): OracleType =>
  type.kind === 'char' || type.kind === 'varchar2'
    ? { kind: 'varchar2' }
    : type.kind === 'raw'
      ? { kind: 'raw' }
      : type;
