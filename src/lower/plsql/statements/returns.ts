import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { unsupportedStatement } from '../../../diagnostics/op3.js';
import type { Expr, PipeRow, Return } from '../../../ir/oracle/index.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { hasOut } from '../../calls/handed-back.js';
import { refuse } from '../../context.js';
import { fitTo } from '../../expressions/conversions/fit.js';
import { lowerTo } from '../../expressions/index.js';
import { spokenName, stopsWhenTold } from '../../queries/limits/rows-not-needed.js';
import { pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import { resultName } from '../body/result-name.js';
import { raiseFailure } from '../errors/capture.js';
import { isSafe } from '../errors/safe.js';
import { assignUnbounded } from '../errors/same-type.js';
import { fitSize } from './assignments/parameter-sizes.js';

/** RETURN. A function with OUT parameters assigns its result to the parameter `return_value` first. */
export function lowerReturn(rc: BodyBuilder, s: Return): PlStatement[] {
  return s.value ? returnValue(rc, s, s.value) : [...rc.jumps.leaving(), ...bareReturn(rc, s)];
}

function bareReturn(rc: BodyBuilder, s: Return): PlStatement[] {
  const { symbol } = rc;
  // The constructor's RETURN hands back SELF; a trigger's own ending is added by the trigger.
  if (symbol?.kind === 'routine' && symbol.declaration.method?.role === 'CONSTRUCTOR')
    return returnSelf(rc, symbol, s.span, rc.copyBack);
  if (symbol?.kind === 'trigger') return rc.triggerReturn(s.span);
  return [...rc.copyBack, b.returns(s.span)];
}

function returnValue(rc: BodyBuilder, s: Return, result: Expr): PlStatement[] {
  const { symbol } = rc;
  if (symbol?.kind !== 'routine' || !symbol.returns) return [b.returns(s.span)];
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  const fitted = fitTo(ex, lowerTo(ex, result, symbol.returns), {
    from: rc.unit.analysis.typeOf(result),
    to: withoutLength(symbol.returns),
    span: s.span,
  });
  // A result is an actual parameter to what the function declares. (PL/SQL Language Reference, "Formal Parameters of
  // Constrained Subtypes")
  const refusesNull =
    symbol.resultNotNull && symbol.returns.kind !== 'plsInteger' && rc.unit.analysis.mayBeNull(result);
  const value = refusesNull
    ? b.ora(s.span, 'fit_not_null', b.cast(s.span, fitted, pgTypeOf(rc.unit.naming, symbol.returns, 'value')))
    : fitted;
  const leave = rc.jumps.leaving();
  const types = { from: rc.unit.analysis.typeOf(result), to: symbol.returns };
  if (hasOut(ex, symbol) || rc.resultParameter)
    return [
      ...before,
      assignUnbounded(rc.unit, s.span, b.column(s.span, resultName(symbol)), value, types),
      ...leave,
      ...rc.copyBack,
      b.returns(s.span),
    ];
  if (leave.length > 0 && !isSafe(value)) {
    const name = rc.fresh('result', pgTypeOf(rc.unit.naming, symbol.returns, 'value'));
    const kept = b.column(s.span, name);
    return [...before, b.assign(s.span, kept, value), ...leave, b.returns(s.span, kept)];
  }
  return [...before, ...leave, b.returns(s.span, value)];
}

/** The end of a constructor; `copyBack` what OUT parameters still need. */
export function returnSelf(
  rc: BodyBuilder,
  symbol: RoutineSymbol,
  span: Span,
  copyBack: readonly PlStatement[],
): PlStatement[] {
  const self = b.column(span, 'self');
  if (hasOut({ unit: rc.unit }, symbol) || rc.resultParameter)
    return [b.assign(span, b.column(span, resultName(symbol)), self), ...copyBack, b.returns(span)];
  return [b.returns(span, self)];
}

/** Results, like parameters, are not bound by length or precision. */
function withoutLength<T extends OracleType>(type: T): OracleType {
  switch (type.kind) {
    case 'varchar2':
      return { kind: 'varchar2' };
    case 'number':
      return { kind: 'number' };
    default:
      return type;
  }
}

/** PIPE ROW. */
export function lowerPipeRow(rc: BodyBuilder, s: PipeRow): PlStatement[] {
  const { symbol } = rc;
  if (symbol?.kind === 'routine' && symbol.returns?.kind !== 'collection')
    return refuse(unsupportedStatement(s.span, 'PIPE ROW of a function whose collection type is not among the inputs'));
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  const element =
    symbol?.kind === 'routine' && symbol.returns?.kind === 'collection' ? symbol.returns.collection.element : undefined;
  const from = rc.unit.analysis.typeOf(s.value);
  const limit = symbol?.kind === 'routine' ? limitPipe(rc, symbol, s.span) : [];
  if (!element) return [...before, { kind: 'PlReturnNext', span: s.span, value: lowerTo(ex, s.value, from) }, ...limit];
  const fitted = fitTo(ex, lowerTo(ex, s.value, element), { from, to: element, span: s.span });
  const isSame =
    element.kind === 'number' &&
    from.kind === 'number' &&
    element.precision === from.precision &&
    element.scale === from.scale;
  const value = isSame ? fitted : fitSize(rc, element, fitted, s.span);
  return [...before, { kind: 'PlReturnNext', span: s.span, value }, ...limit];
}

const limits = new WeakMap<object, string>();

/** After the last row that the query wants NO_DATA_NEEDED is raised. */
function limitPipe(rc: BodyBuilder, symbol: RoutineSymbol, span: Span): readonly PlStatement[] {
  if (!stopsWhenTold(rc.unit, symbol)) return [];
  let wanted = limits.get(rc.variables);
  if (wanted === undefined) {
    const told = b.ora(span, 'pipe_limit_taken', b.text(span, spokenName(rc.unit, symbol)));
    wanted = rc.fresh('rows_wanted', pgTypes.bigint, told);
    limits.set(rc.variables, wanted);
  }
  const left = b.column(span, wanted);
  const raise = raiseFailure(rc, span, oracleFailure(6548));
  return [
    b.assign(span, left, b.binary(span, '-', left, b.num(span, 1))),
    b.ifThen(span, b.binary(span, '<=', left, b.num(span, 0)), [...raise]),
  ];
}
