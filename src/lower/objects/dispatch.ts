import { isUnbound, type Overrider, overridersOf, withoutSelf } from '../../analyze/model/overriders.js';
import type { ObjectTypeSymbol, RoutineSymbol } from '../../analyze/model/symbols.js';
import { isPipelined } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { CreateType, RoutineDeclaration } from '../../ir/oracle/index.js';
import { sqlstateOf } from '../../ir/oracle-error.js';
import type {
  PgCreateRoutine,
  PgExpr,
  PgParameterDefinition,
  PgStatement,
  PlStatement,
} from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { signatureHasDefault } from '../calls/in-arguments.js';
import type { ExprContext, UnitContext } from '../context.js';
import { entryName, foldName } from '../naming/naming.js';
import { resultName } from '../plsql/body/result-name.js';
import { defaultValue } from '../plsql/routines/parameter-default.js';
import { handedOn } from '../plsql/routines/parameter-names.js';
import { returnType } from '../plsql/routines/return-type.js';
import { pgTypeOf } from '../types.js';
import { tagOf, typeTag, withSubtypes } from './hierarchy.js';

/** The name of the code of the type itself, without dynamic dispatch: `(self as t).method()`. */
export function ownName(unit: UnitContext, method: RoutineSymbol): readonly string[] {
  const name = unit.naming.of(method);
  return overridersOf(method).length === 0 ? name : entryName(name, '__own');
}

/**
 * Methods declared NOT INSTANTIABLE, and those of a type without a body that subtypes override, have no code of their
 * own; callers still need something to call.
 */
export function abstractMethods(unit: UnitContext, node: CreateType, object: ObjectTypeSymbol): PgStatement[] {
  return object.methods
    .filter((m) => m.container === object && !isUnbound(m) && isAbstract(m))
    .filter((m) => m.declaration.method?.instantiable === false || overridersOf(m).length > 0)
    .map((m) => dispatcher(unit, m, m.declaration.span, declaredParameters(unit, m, m.declaration), node.span));
}

const isAbstract = (method: RoutineSymbol): boolean =>
  method.declaration.method?.instantiable === false || method.definition === undefined;

/** What a call that comes to no code raises. (Database Error Messages, ORA-04067 and ORA-30625) */
function raiseNoCode(method: RoutineSymbol, span: Span): PlStatement {
  if (method.declaration.method?.instantiable === false)
    return b.raise(span, sqlstateOf(30625), 'ORA-30625: method dispatch on NULL SELF argument is disallowed');
  const { owner = '', name = '' } = method.container?.kind === 'objectType' ? method.container : {};
  const type = `${owner === '' ? '' : `${owner}.`}${name}`;
  return b.raise(span, sqlstateOf(4067), `ORA-04067: not executed, type body "${type}" does not exist`);
}

function declaredParameters(
  unit: UnitContext,
  method: RoutineSymbol,
  declaration: RoutineDeclaration | RoutineSymbol['declaration'],
): PgParameterDefinition[] {
  const { container } = method;
  if (container?.kind !== 'objectType') return [];
  const explicit = method.parameters.find((p) => p.variable.name === 'SELF');
  const mode = explicit ? explicit.mode : method.routine === 'PROCEDURE' ? 'IN OUT' : 'IN';
  const ex: ExprContext = { unit, sql: false, inHeading: true };
  const initial = (p: RoutineSymbol['parameters'][number]): PgExpr | undefined =>
    p.initial && p.mode === 'IN' && signatureHasDefault(unit, method, method.parameters.indexOf(p))
      ? defaultValue(ex, p.initial, p.variable)
      : undefined;
  const all: { readonly name: string; readonly mode: string; readonly type: OracleType; readonly initial?: PgExpr }[] =
    [
      { name: 'self', mode, type: { kind: 'object', object: container } as const },
      ...withoutSelf(method).map((p) => ({
        name: foldName(p.variable.name),
        mode: p.mode,
        type: p.variable.type,
        initial: initial(p),
      })),
    ];
  if (method.returns && all.some((p) => p.mode !== 'IN'))
    all.push({ name: resultName(method), mode: 'OUT', type: method.returns });
  return all.map((p) => ({
    kind: 'PgParameterDefinition',
    span: declaration.span,
    name: p.name,
    mode: p.mode === 'IN' ? 'in' : p.mode === 'OUT' ? 'out' : 'inout',
    type: pgTypeOf(unit.naming, p.type, 'value'),
    default: p.initial,
  }));
}

/** The routine under the method's name: calls the code of the type that the object really has. */
export function dispatcher(
  unit: UnitContext,
  method: RoutineSymbol,
  span: Span,
  parameters: readonly PgParameterDefinition[],
  place: Span = span,
): PgCreateRoutine {
  const call = (name: readonly string[]): PlStatement[] => callOf(method, span, name, parameters);
  const branches = overridersOf(method).map((o) => ({
    condition: hasTag(span, withSubtypes(o.type).map(tagOf)),
    body: callAs(unit, o, span, parameters, call(unit.naming.of(o.method))),
  }));
  const otherwise = isAbstract(method) ? [raiseNoCode(method, span)] : call(ownName(unit, method));
  const body = b.block(span, { body: branches.length > 0 ? [{ kind: 'PlIf', span, branches, otherwise }] : otherwise });
  return {
    kind: 'PgCreateRoutine',
    span: place,
    routine: method.routine === 'FUNCTION' ? 'function' : 'procedure',
    name: unit.naming.of(method),
    parameters,
    returns:
      method.routine === 'FUNCTION' && method.returns && parameters.every((p) => p.mode === 'in')
        ? returnType(unit, method, method.returns)
        : undefined,
    language: 'plpgsql',
    body,
  };
}

/** CALL cannot hand SELF back to a variable of another type: it goes through one of the subtype. */
function callAs(
  unit: UnitContext,
  o: Overrider,
  span: Span,
  parameters: readonly PgParameterDefinition[],
  call: readonly PlStatement[],
): readonly PlStatement[] {
  if (o.method.routine !== 'PROCEDURE' || parameters[0]?.mode === 'in') return call;
  const object = b.column(span, 'object');
  const type = pgTypeOf(unit.naming, { kind: 'object', object: o.type }, 'value');
  const self = b.column(span, 'self');
  const body = call.map((s): PlStatement => (s.kind === 'PlCall' ? { ...s, args: [object, ...s.args.slice(1)] } : s));
  return [
    b.block(span, {
      declarations: [b.variable(span, 'object', type, self)],
      body: [...body, b.assign(span, self, object)],
    }),
  ];
}

function hasTag(span: Span, tags: readonly string[]): PgExpr {
  const tag = b.column(span, 'self', typeTag);
  const [only] = tags;
  if (tags.length === 1 && only !== undefined) return b.eq(span, tag, b.text(span, only));
  return { kind: 'PgIn', span, negated: false, operand: tag, items: tags.map((t) => b.text(span, t)) };
}

function callOf(
  method: RoutineSymbol,
  span: Span,
  name: readonly string[],
  parameters: readonly PgParameterDefinition[],
): PlStatement[] {
  const value = (p: PgParameterDefinition): PgExpr => handedOn(parameters, p, span);
  if (method.routine === 'PROCEDURE') return [{ kind: 'PlCall', span, name, args: parameters.map(value) }];
  const outputs = parameters.filter((p) => p.mode !== 'in');
  const fn = b.callNamed(span, name, parameters.filter((p) => p.mode !== 'out').map(value));
  if (outputs.length === 0) {
    if (!isPipelined(method)) return [b.returns(span, fn)];
    const rows = b.select(span, { items: [b.star(span)], from: [b.fromFunction(span, fn)] });
    return [{ kind: 'PlReturnQuery', span, query: rows }];
  }
  const [only] = outputs;
  // A function with one OUT parameter returns its value.
  if (outputs.length === 1 && only) return [b.assign(span, value(only), fn), b.returns(span)];
  // INTO takes a composite only alone, so the values come through a record.
  const row = b.column(span, 'outputs');
  const query = b.select(span, {
    items: [b.star(span)],
    into: { strict: false, targets: [row] },
    from: [b.fromFunction(span, fn)],
  });
  const copies = outputs.map((p) => b.assign(span, value(p), b.column(span, 'outputs', p.name)));
  return [
    b.block(span, {
      declarations: [b.variable(span, 'outputs', pgTypes.record)],
      body: [{ kind: 'PlSelectInto', span, query }, ...copies],
    }),
    b.returns(span),
  ];
}

/**
 * A member method has an object: NULL is ORA-30625. What compares objects is not asked about NULL, so it answers NULL
 * (programs that call it look before, `object_self`).
 */
export function selfCheck(method: RoutineSymbol, span: Span): PlStatement[] {
  const role = method.declaration.method?.role;
  if (method.container?.kind !== 'objectType' || role === 'STATIC' || role === 'CONSTRUCTOR') return [];
  const missing = (name: string): PgExpr => b.same(span, b.column(span, name), b.null(span));
  if (role === 'MAP' || role === 'ORDER') return [b.ifThen(span, missing('self'), [b.returns(span, b.null(span))])];
  return [
    b.ifThen(span, missing('self'), [
      b.raise(span, sqlstateOf(30625), 'ORA-30625: method dispatch on NULL SELF argument is disallowed'),
    ]),
  ];
}
