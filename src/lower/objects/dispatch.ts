import { isAbstract, isUnbound, type Overrider, overridersOf, withoutSelf } from '../../analyze/model/overriders.js';
import { isPipelined, type ObjectTypeSymbol, type RoutineSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { CreateType, RoutineDeclaration } from '../../ir/oracle/index.js';
import { sqlstateOf } from '../../ir/oracle-error.js';
import type {
  PgCreateRoutine,
  PgExpr,
  PgParameterDefinition,
  PgStatement,
  PlBlock,
  PlStatement,
} from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { signatureHasDefault } from '../calls/in-arguments.js';
import type { ExprContext, UnitContext } from '../context.js';
import { madeUpVariable } from '../naming/made-names.js';
import { entryName, foldName } from '../naming/naming.js';
import { resultName } from '../plsql/body/result-name.js';
import { storeError } from '../plsql/errors/capture.js';
import { capturedCode, capturedEntry } from '../plsql/routines/entries.js';
import { withError } from '../plsql/routines/error-parameter.js';
import { defaultValue } from '../plsql/routines/parameter-default.js';
import { handedOn } from '../plsql/routines/parameter-names.js';
import { returnType } from '../plsql/routines/return-type.js';
import { pgTypeOf } from '../types.js';
import { tagOf, typeTag, withSubtypes } from './hierarchy.js';
import { dispatchOnNull } from './self-check.js';

/** The name of the code of the type itself, without dynamic dispatch: `(self as t).method()`. */
export function ownName(unit: UnitContext, method: RoutineSymbol): readonly string[] {
  const name = unit.naming.of(method);
  return overridersOf(method).length === 0 ? name : entryName(name, '__own');
}

/**
 * What a call of the routine calls: what chooses by the object, or the code of the type itself (`ownCode`), and its
 * entry that returns the error, if there is one.
 */
export function calledEntries(
  unit: UnitContext,
  routine: RoutineSymbol,
  ownCode: boolean,
): { readonly name: readonly string[]; readonly captured: readonly string[] | undefined } {
  if (!ownCode) return { name: unit.naming.of(routine), captured: capturedEntry(unit, routine) };
  const name = ownName(unit, routine);
  return { name, captured: capturedCode(unit, routine, name) };
}

/**
 * Methods declared NOT INSTANTIABLE, and those of a type without a body that subtypes override, have no code of their
 * own; callers still need something to call.
 */
export function abstractMethods(unit: UnitContext, node: CreateType, object: ObjectTypeSymbol): PgStatement[] {
  return object.methods
    .filter((m) => m.container === object && !isUnbound(m) && isAbstract(m))
    .filter((m) => m.declaration.method?.instantiable === false || overridersOf(m).length > 0)
    .flatMap((m) => dispatchers(unit, m, declaredParameters(unit, m, m.declaration), m.declaration.span, node.span));
}

/** What a call that comes to no code raises. (Database Error Messages, ORA-04067 and ORA-30625) */
function errorWithoutCode(method: RoutineSymbol): { readonly sqlstate: string; readonly message: string } {
  if (method.declaration.method?.instantiable === false)
    return { sqlstate: sqlstateOf(30625), message: dispatchOnNull };
  const { owner = '', name = '' } = method.container?.kind === 'objectType' ? method.container : {};
  const type = `${owner === '' ? '' : `${owner}.`}${name}`;
  return { sqlstate: sqlstateOf(4067), message: `ORA-04067: not executed, type body "${type}" does not exist` };
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

/**
 * The routines under the names of the method's entries: they call the code of the type that the object really has.
 * `parameters`: those of the method, with its result where that is one.
 */
export function dispatchers(
  unit: UnitContext,
  method: RoutineSymbol,
  parameters: readonly PgParameterDefinition[],
  span: Span,
  place: Span = span,
): PgCreateRoutine[] {
  const returns =
    method.routine === 'FUNCTION' && method.returns && parameters.every((p) => p.mode === 'in')
      ? returnType(unit, method, method.returns)
      : undefined;
  const { sqlstate, message } = errorWithoutCode(method);
  const plain: PgCreateRoutine = {
    kind: 'PgCreateRoutine',
    span: place,
    routine: method.routine === 'FUNCTION' ? 'function' : 'procedure',
    name: unit.naming.of(method),
    parameters,
    returns,
    language: 'plpgsql',
    body: choice(unit, method, {
      span,
      parameters,
      call: (called, as) => as(callOf(method, span, unit.naming.of(called), parameters)),
      callOwn: () => callOf(method, span, ownName(unit, method), parameters),
      withoutCode: () => b.raise(span, sqlstate, message),
    }),
  };
  const captured = capturedEntry(unit, method);
  if (!captured) return [plain];
  const keeping = withError(unit, method, { ...plain, name: captured });
  const own = keeping.parameters.slice(0, -1);
  const error = keeping.parameters.at(-1)?.name ?? '';
  const entry = (name: readonly string[]): PlStatement[] => [
    { kind: 'PlCall', span, name, args: keeping.parameters.map((p) => handedOn(keeping.parameters, p, span)) },
  ];
  // An autonomous transaction leaves nothing that a sub-transaction could undo: it raises its errors.
  const storing = (body: readonly PlStatement[]): PlStatement[] => [
    b.block(span, { body, handlers: [b.handler(span, [{ name: 'others' }], [storeError(span, error)])] }),
  ];
  const ownCode = ownName(unit, method);
  const ownEntry = capturedCode(unit, method, ownCode);
  const body = choice(unit, method, {
    span,
    parameters: own,
    call: (called, as) => {
      const name = capturedEntry(unit, called);
      return name ? as(entry(name)) : storing(as(callOf(method, span, unit.naming.of(called), own)));
    },
    callOwn: () => (ownEntry ? entry(ownEntry) : storing(callOf(method, span, ownCode, own))),
    withoutCode: () =>
      b.assign(span, b.column(span, error), b.ora(span, 'err_new', b.text(span, sqlstate), b.text(span, message))),
  });
  return [plain, { ...keeping, body }];
}

/** One branch for each type that overrides the method. */
function choice(
  unit: UnitContext,
  method: RoutineSymbol,
  {
    span,
    parameters,
    call,
    callOwn,
    withoutCode,
  }: {
    readonly span: Span;
    readonly parameters: readonly PgParameterDefinition[];
    /** `as`: what hands the object to a method of another type. */
    readonly call: (
      overriding: RoutineSymbol,
      as: (call: readonly PlStatement[]) => readonly PlStatement[],
    ) => readonly PlStatement[];
    readonly callOwn: () => readonly PlStatement[];
    readonly withoutCode: () => PlStatement;
  },
): PlBlock {
  const branches = overridersOf(method).map((o) => ({
    condition: hasTag(span, withSubtypes(o.type).map(tagOf)),
    body: call(o.method, (made) => callAs(unit, o, span, parameters, made)),
  }));
  const otherwise = isAbstract(method) ? [withoutCode()] : callOwn();
  return b.block(span, { body: branches.length > 0 ? [{ kind: 'PlIf', span, branches, otherwise }] : otherwise });
}

/** CALL cannot hand SELF back to a variable of another type: it goes through one of the subtype. */
function callAs(
  unit: UnitContext,
  o: Overrider,
  span: Span,
  parameters: readonly PgParameterDefinition[],
  call: readonly PlStatement[],
): readonly PlStatement[] {
  if (!call.some((s) => s.kind === 'PlCall') || parameters[0]?.mode === 'in') return call;
  const name = madeUpVariable('object');
  const object = b.column(span, name);
  const type = pgTypeOf(unit.naming, { kind: 'object', object: o.type }, 'value');
  const self = b.column(span, 'self');
  const body = call.map((s): PlStatement => (s.kind === 'PlCall' ? { ...s, args: [object, ...s.args.slice(1)] } : s));
  return [
    b.block(span, {
      declarations: [b.variable(span, name, type, self)],
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
  const outputsName = madeUpVariable('outputs');
  const row = b.column(span, outputsName);
  const query = b.select(span, {
    items: [b.star(span)],
    into: { strict: false, targets: [row] },
    from: [b.fromFunction(span, fn)],
  });
  const copies = outputs.map((p) => b.assign(span, value(p), b.column(span, outputsName, p.name)));
  return [
    b.block(span, {
      declarations: [b.variable(span, outputsName, pgTypes.record)],
      body: [{ kind: 'PlSelectInto', span, query }, ...copies],
    }),
    b.returns(span),
  ];
}
