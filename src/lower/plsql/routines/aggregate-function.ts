import type { ObjectTypeSymbol, ParameterInfo, RoutineSymbol } from '../../../analyze/model/symbols.js';
import { unsupportedStatement } from '../../../diagnostics/op3.js';
import type { AggregateBody, RoutineDefinition } from '../../../ir/oracle/index.js';
import type {
  PgCreateRoutine,
  PgExpr,
  PgParameterDefinition,
  PgStatement,
  PgType,
  PlStatement,
} from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { refuse, type UnitContext } from '../../context.js';
import { symbolNamed } from '../../ddl/names.js';
import { entryName, foldName } from '../../naming/naming.js';
import { pgTypeOf } from '../../types.js';
import { resultName } from '../body/result-name.js';

/** The methods that Oracle calls, by what they are for. What merges parallel parts has nothing to do here. */
interface Methods {
  readonly initialize: RoutineSymbol;
  readonly iterate: RoutineSymbol;
  readonly terminate: RoutineSymbol;
}

/**
 * `AGGREGATE USING impl_t`: an aggregate of PostgreSQL, whose state is the object, with a function that takes it a
 * value further and one that ends it. NULLs do not come to the methods. (Data Cartridge Developer's Guide,
 * "Using User-Defined Aggregate Functions", "ODCIAggregateIterate"; PostgreSQL manual, 38.12)
 */
export function aggregateFunction(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
  body: AggregateBody,
): PgStatement[] {
  const { span } = definition;
  const implementation = symbolNamed(unit, body.implementation);
  const methods = implementation?.kind === 'objectType' ? methodsOf(implementation) : undefined;
  const [parameter, ...others] = symbol.parameters;
  if (implementation?.kind !== 'objectType' || !methods || !parameter || others.length > 0 || !symbol.returns)
    return refuse(unsupportedStatement(body.span, 'An aggregate function without its object type'));
  const name = unit.naming.of(symbol);
  const [step, final] = [entryName(name, '__step'), entryName(name, '__final')];
  const state = pgTypeOf(unit.naming, { kind: 'object', object: implementation }, 'value');
  const argument = pgTypeOf(unit.naming, parameter.variable.type, 'value');
  const result = pgTypeOf(unit.naming, symbol.returns, 'value');
  const make = { unit, span, state };
  const current = b.column(span, 'state');
  const value = b.column(span, 'value');
  const next = entry(make, step, [{ name: 'value', type: argument }], state, [
    b.ifThen(span, b.isNull(span, value), [b.returns(span, current)]),
    ...begun(make, methods.initialize),
    ...called(make, methods.iterate, value),
    b.returns(span, current),
  ]);
  const last = entry(make, final, [], result, [
    ...begun(make, methods.initialize),
    ...called(make, methods.terminate, b.num(span, 0)),
    b.returns(span, b.column(span, 'made', outName(methods.terminate))),
  ]);
  return [
    { ...next, comments: definition.comments, blankBefore: definition.blankBefore },
    last,
    { kind: 'PgCreateAggregate', span, name, argument, state, step, final },
  ];
}

interface Make {
  readonly unit: UnitContext;
  readonly span: Span;
  readonly state: PgType;
}

function entry(
  { span, state }: Make,
  name: readonly string[],
  more: readonly { readonly name: string; readonly type: PgType }[],
  returns: PgType,
  body: readonly PlStatement[],
): PgCreateRoutine {
  const parameters = [{ name: 'state', type: state }, ...more].map(
    (p): PgParameterDefinition => ({ kind: 'PgParameterDefinition', span, mode: 'in', ...p }),
  );
  const declarations = [{ kind: 'PlVariable', span, name: 'made', type: pgTypes.record } as const];
  return {
    kind: 'PgCreateRoutine',
    span,
    routine: 'function',
    name,
    parameters,
    returns,
    language: 'plpgsql',
    body: b.block(span, { declarations, body }),
  };
}

/** Before the first value there is no object yet. */
function begun(make: Make, initialize: RoutineSymbol): PlStatement[] {
  const { span } = make;
  const missing = b.same(span, b.column(span, 'state'), b.null(span));
  return [b.ifThen(span, missing, called(make, initialize, b.null(span)))];
}

/**
 * Calls a method on the state: its result has to be ODCIConst.Success; what it makes of the object is the next state.
 */
function called({ unit, span }: Make, method: RoutineSymbol, value: PgExpr): PlStatement[] {
  const state = b.column(span, 'state');
  const isStatic = method.declaration.method?.role === 'STATIC';
  const isState = (p: ParameterInfo): boolean => p.variable.name === 'SELF' || (isStatic && p.mode !== 'IN');
  const given = method.parameters
    .filter((p) => p.mode !== 'OUT')
    .map((p) => (isState(p) ? state : p.mode === 'IN' ? value : b.null(span)));
  const own = isStatic || method.parameters.some((p) => p.variable.name === 'SELF') ? [] : [state];
  const call = b.callNamed(span, unit.naming.of(method), [...own, ...given]);
  const made = b.select(span, {
    items: [b.star(span)],
    into: { strict: false, targets: [b.column(span, 'made')] },
    from: [b.fromFunction(span, call)],
  });
  const status = b.column(span, 'made', resultName(method));
  const failed = b.ora(
    span,
    'raise',
    b.num(span, 29400),
    b.text(span, 'data cartridge error'),
    b.cast(span, b.null(span), pgTypes.numeric),
  );
  const changed = method.parameters.find((p) => isState(p) && p.mode !== 'IN');
  return [
    { kind: 'PlSelectInto', span, query: made },
    b.ifThen(span, b.ne(span, status, b.num(span, 0)), [b.perform(span, failed)]),
    ...(changed ? [b.assign(span, state, b.column(span, 'made', foldName(changed.variable.name)))] : []),
  ];
}

function methodsOf({ methods }: ObjectTypeSymbol): Methods | undefined {
  const named = (name: string, outs: number): RoutineSymbol | undefined =>
    methods.find(
      (m) => m.name === name && m.routine === 'FUNCTION' && m.parameters.filter((p) => p.mode !== 'IN').length >= outs,
    );
  const initialize = named('ODCIAGGREGATEINITIALIZE', 1);
  const iterate = named('ODCIAGGREGATEITERATE', 1);
  const terminate = named('ODCIAGGREGATETERMINATE', 1);
  return initialize && iterate && terminate ? { initialize, iterate, terminate } : undefined;
}

/** The result of ODCIAggregateTerminate: its OUT parameter. */
const outName = ({ parameters }: RoutineSymbol): string =>
  foldName(parameters.find((p) => p.mode === 'OUT')?.variable.name ?? 'RETURNVALUE');
