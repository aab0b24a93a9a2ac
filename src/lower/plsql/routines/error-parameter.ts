import { type RoutineSymbol, resultTypeOf } from '../../../analyze/model/symbols.js';
import type { PgCreateRoutine, PgParameterDefinition } from '../../../ir/postgres/index.js';
import { hasOut } from '../../calls/handed-back.js';
import type { UnitContext } from '../../context.js';
import { pgTypeOf } from '../../types.js';
import { resultName } from '../body/result-name.js';
import { errType } from '../errors/capture.js';

/** The entry with the parameter for the error after those of the routine. */
export function withError(
  unit: UnitContext,
  symbol: RoutineSymbol,
  made: PgCreateRoutine,
  name = errorName(made.parameters),
): PgCreateRoutine {
  const err: PgParameterDefinition = {
    kind: 'PgParameterDefinition',
    span: made.span,
    name,
    mode: 'inout',
    type: errType,
  };
  return {
    ...made,
    routine: 'procedure',
    returns: undefined,
    parameters: [...withResult(unit, symbol, made.parameters).map((p) => ({ ...p, default: undefined })), err],
  };
}

/** A name for the error that no parameter has. */
export function errorName(parameters: readonly PgParameterDefinition[]): string {
  const names = new Set(parameters.map((p) => p.name));
  let name = 'err';
  for (let number = 2; names.has(name); number++) name = `err_${number}`;
  return name;
}

/** The parameters of the procedure that stands for a function: with the result at the end. */
export function withResult(
  unit: UnitContext,
  symbol: RoutineSymbol,
  parameters: readonly PgParameterDefinition[],
): readonly PgParameterDefinition[] {
  const result = resultTypeOf(symbol);
  if (symbol.routine === 'PROCEDURE' || hasOut({ unit }, symbol) || !result) return parameters;
  return [
    ...parameters,
    {
      kind: 'PgParameterDefinition',
      span: symbol.span,
      name: resultName(symbol),
      mode: 'out',
      type: pgTypeOf(unit.naming, result, 'value'),
    },
  ];
}
