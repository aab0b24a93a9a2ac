import type { BoundArgument, ResolvedBase, ResolvedStep } from '../../analyze/analysis.js';
import { subtypeColumn } from '../../analyze/model/subtype-rows.js';
import { isPipelined, type ObjectTypeSymbol, type RoutineSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import { functionWithOutInSql } from '../../diagnostics/op3-calls.js';
import type { Argument, Expr, MethodCallOnType } from '../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, isFit } from '../builders.js';
import { lowerFunctionCall, selectFrom } from '../calls/call-plan.js';
import { calledName } from '../calls/called-name.js';
import { hasOut } from '../calls/handed-back.js';
import { prepareCall } from '../calls/prepared-call.js';
import { objectVariable, storedCall } from '../calls/storing-error.js';
import { changeInPlace } from '../collections/changes/change-in-place.js';
import { type ExprContext, refuse, type UnitContext } from '../context.js';
import { fitGiven, fitPart } from '../expressions/conversions/fit.js';
import { once } from '../expressions/evaluation/evaluated-once.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { variableOfSelf } from '../plsql/effects/parameters/by-reference.js';
import { mayEndTransaction } from '../plsql/routines/entries.js';
import { workedOut } from '../plsql/statements/call-arguments.js';
import { readChar } from '../queries/row-sources.js';
import { pgTypeOf } from '../types.js';
import { calledEntries } from './dispatch.js';
import { attributeName, isPacked, representation, typeTag } from './hierarchy.js';
import { pack, unpack } from './packed.js';

/** Where the object stands that a method is called on. */
interface Place {
  readonly base: ResolvedBase;
  readonly steps: readonly ResolvedStep[];
}

/** `object.method(…)` as a value: `type__method(object, …)`. */
export function lowerMethodCall(
  ex: ExprContext,
  receiver: PgExpr,
  step: Extract<ResolvedStep, { kind: 'objectMethod' }>,
  span: Span,
  place: Place,
): PgExpr {
  const { routine } = step;
  if (hasOut(ex, routine)) return methodWithOut(ex, receiver, { routine, args: step.args, span, place });
  const made = isMade(receiver) || (place.base.kind === 'constructor' && place.steps.length === 0);
  if (!ex.sql || made || isPipelined(routine))
    return lowerFunctionCall(ex, routine, step.args, span, {
      self: made ? receiver : givenSelf(receiver, routine, place),
    });
  return once(ex, pgTypeOf(ex.unit.naming, { kind: 'object', object: step.on }, 'value'), receiver, (self) =>
    calledOnObject(lowerFunctionCall(ex, routine, step.args, span, { self }), self),
  );
}

/** The body of a method that compares has an answer for NULL, unlike all others; a program that calls it has none. */
function givenSelf(receiver: PgExpr, { declaration }: RoutineSymbol, { base, steps }: Place): PgExpr {
  const role = declaration.method?.role;
  const isSelf = base.kind === 'variable' && base.variable.name === 'SELF' && steps.length === 0;
  return (role === 'MAP' || role === 'ORDER') && !isSelf ? b.ora(receiver.span, 'object_self', receiver) : receiver;
}

/** In SQL a method of a NULL is not called and gives NULL. (SQL Language Reference, "Object Access Expressions") */
function calledOnObject(call: PgExpr, self: PgExpr): PgExpr {
  const { span } = call;
  return b.caseWhen(span, [{ when: b.distinct(span, self, b.null(span)), then: call }]);
}

/** A row of an object table, or the attributes put together: never NULL. */
const isMade = (value: PgExpr): boolean => value.kind === 'PgRow' || (value.kind === 'PgCast' && isMade(value.operand));

/** A method that hands values back, SELF perhaps among them, and what it is called on. */
interface MethodWithOut {
  readonly routine: RoutineSymbol;
  readonly args: Extract<ResolvedStep, { kind: 'objectMethod' }>['args'];
  readonly span: Span;
  readonly place: Place;
  readonly ownCode?: boolean;
}

/** A function that hands values back stands before the statement. */
function methodWithOut(ex: ExprContext, receiver: PgExpr, called: MethodWithOut): PgExpr {
  const { routine, args, span, place, ownCode } = called;
  const { routine: rc, hoist } = ex;
  if (!rc || !hoist) return refuse(functionWithOutInSql(span, routine.name));
  const { name, captured } = calledEntries(ex.unit, routine, ownCode ?? false);
  const storesError = rc.mode.kind === 'capture' || mayEndTransaction(ex.unit.analysis, routine);
  const writesSelf = routine.parameters.some((p) => p.variable.name === 'SELF' && p.mode !== 'IN');
  const asDeclared = (self: PgExpr): PgExpr => (ownCode ? asType(ex, self, routine, span) : self);
  if (captured && storesError && !writesSelf)
    return lowerFunctionCall(ex, routine, args, span, { self: asDeclared(receiver), ownCode });
  const through = captured && storesError ? 'temporaries' : 'variables';
  const call = prepareCall(ex, rc, { routine, bound: args, span, outputsThrough: through });
  const result = b.column(
    span,
    rc.temporary('result', pgTypeOf(ex.unit.naming, routine.returns ?? { kind: 'unknown' }, 'variable')),
  );
  for (const s of call.before) hoist(s);
  /** Left behind the object, which is handed back whatever happens. */
  const leave: PlStatement[] = [];
  const calling = (self: PgExpr): PlStatement[] => {
    if (!captured || !storesError) {
      const outputs = [...(writesSelf ? [self] : []), ...call.outputs];
      return selectFrom(span, routine, { call: { ...call, outputs }, ex, rc, result, self: asDeclared(self), name });
    }
    const given = workedOut(rc, ex.unit, args, call.args);
    const object = objectVariable(rc, routine, span) ?? self;
    const stored = storedCall(rc, {
      name: captured,
      args: [object, ...given.args, result],
      span,
      always: call.always,
    });
    const back = b.assign(span, self, object);
    const ready = [b.assign(span, object, self), ...given.before, ...stored.call];
    if (!variableOfSelf(routine, place)) return [...ready, ...stored.leave, back];
    leave.push(...stored.leave);
    return [...ready, back];
  };
  // An element of a collection or a variable of a package takes the changed object back.
  const statements =
    writesSelf && receiver.kind !== 'PgColumn'
      ? changeInPlace(rc, ex, { base: place.base, steps: place.steps, span, calls: true }, (self) => calling(self))
      : calling(receiver);
  for (const s of [...statements, ...leave, ...call.after]) hoist(s);
  return result;
}

/**
 * `address_t('x', 'y')`: a user-defined constructor, or the one with the attributes. (Object-Relational
 * Developer's Guide, "Constructor Methods", "Types and Methods Not Instantiable"; Database Error Messages, PLS-00713)
 */
export function lowerObjectConstructor(
  ex: ExprContext,
  base: Extract<ResolvedBase, { kind: 'constructor' }>,
  span: Span,
): PgExpr {
  const { type } = base;
  if (type.kind !== 'objectType') return refuse(unsupportedExpression(span, `${type.name} as a constructor`));
  if (!type.instantiable)
    return refuse(unsupportedExpression(span, `An object of ${type.name}, which is NOT INSTANTIABLE (PLS-00713),`));
  if (base.routine) return lowerFunctionCall(ex, base.routine, base.bound ?? [], span);
  const values = new Map<string, PgExpr>();
  const given = attributesGiven(ex, type, base.args.length, span);
  for (const [i, argument] of base.args.entries()) {
    const attribute = argument.name ? given?.find((a) => a?.name === argument.name?.name) : given?.[i];
    if (given && !attribute && i < given.length && !argument.name) continue;
    if (!attribute) return refuse(unsupportedExpression(span, `${type.name} with these arguments`));
    const value = attributeValue(ex, attribute, argument);
    values.set(
      attributeName(type, attribute.name),
      isPacked(type, attribute.name) && value.kind !== 'PgNull'
        ? pack(ex.unit.naming, value, attribute.type, span)
        : value,
    );
  }
  if (!given) return refuse(unsupportedExpression(span, `${type.name} with these arguments`));
  return objectOf(ex.unit, type, values, span);
}

/**
 * All attributes, or those that the type had before it was altered; `undefined` in the place of one that it has no
 * more. Others are ORA-06553 in Oracle. What a program means that is before and after ALTER TYPE is not known where
 * both have as many.
 */
function attributesGiven(
  ex: ExprContext,
  type: ObjectTypeSymbol,
  count: number,
  span: Span,
): readonly (ObjectTypeSymbol['attributes'][number] | undefined)[] | undefined {
  const { attributes, definition } = type;
  const { earlier = [] } = definition?.definition.kind === 'ObjectTypeDefinition' ? definition.definition : {};
  const own = attributes.slice(0, type.supertype?.attributes.length ?? 0);
  const then = earlier.find(({ before }) => before.file === span.file && before.start > span.start);
  const known = then && [...own, ...then.attributes.map((name) => attributes.find((a) => a.name === name))];
  const isKnown = known?.length === count;
  if (attributes.length === count && isKnown && ex.routine && attributes.some((a, i) => a !== known[i]))
    return undefined;
  if (isKnown) return known;
  if (attributes.length === count) return attributes;
  const before = attributes.filter((a) => !a.added);
  return before.length === count ? before : undefined;
}

function attributeValue(
  ex: ExprContext,
  attribute: ObjectTypeSymbol['attributes'][number],
  argument: Argument,
): PgExpr {
  return lowerPart(ex, argument.value, attribute.type, fitGiven);
}

/**
 * A value as an attribute or element of the type, in a row or an array whose cast to its
 * type would cut what is too long.
 */
export function lowerPart(ex: ExprContext, expr: Expr, type: OracleType, fit = fitPart): PgExpr {
  const from = ex.unit.analysis.typeOf(expr);
  const value = fit(ex, lowerTo(ex, expr, type), { from, to: type, span: expr.span });
  const long =
    type.kind === 'varchar2' &&
    type.length !== undefined &&
    !(value.kind === 'PgString' && value.value.length <= type.length) &&
    value.kind !== 'PgNull' &&
    !(
      from.kind === 'varchar2' &&
      value.kind === 'PgColumn' &&
      from.length !== undefined &&
      from.length <= type.length
    ) &&
    !isFit(value);
  return long && type.kind === 'varchar2' ? b.ora(expr.span, 'fit', value, b.num(expr.span, type.length ?? 0)) : value;
}

/** `row(…)::type` with the type's tag where it belongs to a hierarchy; attributes without a value are NULL. */
export function objectOf(
  unit: UnitContext,
  type: ObjectTypeSymbol,
  values: ReadonlyMap<string, PgExpr>,
  span: Span,
): PgExpr {
  const made = representation(unit.naming, type);
  const attributes = made.attributes.map((a) => values.get(a.name) ?? b.null(span));
  const items = made.tagged ? [b.text(span, made.tag), ...attributes] : attributes;
  return b.cast(span, { kind: 'PgRow', span, items }, { name: made.composite });
}

/**
 * A row of an object table as an object: its columns in the order of the attributes; with `subtypes` the
 * table holds objects of these, too.
 */
export function objectOfRow(
  ex: ExprContext,
  type: ObjectTypeSymbol,
  column: (attribute: string) => PgExpr,
  span: Span,
  subtypes = false,
): PgExpr {
  const values = type.attributes.map((a): [string, PgExpr] => [
    attributeName(type, a.name),
    isPacked(type, a.name)
      ? pack(ex.unit.naming, column(a.name), a.type, span)
      : a.type.kind === 'char'
        ? readChar(column(a.name), a.type, span)
        : column(a.name),
  ]);
  const made = new Map(values);
  if (!subtypes) return objectOf(ex.unit, type, made, span);
  // An object of a subtype: what its row has no columns for.
  const whole = column(subtypeColumn);
  const { attributes, composite, tag } = representation(ex.unit.naming, type);
  const items = attributes.map((a) => made.get(a.name) ?? b.field(span, whole, a.name));
  const named = b.coalesce(span, b.field(span, whole, typeTag), b.text(span, tag));
  return b.cast(span, { kind: 'PgRow', span, items: [named, ...items] }, { name: composite });
}

/** `object.attribute`. */
export function lowerFieldOfObject(
  ex: ExprContext,
  value: PgExpr,
  object: ObjectTypeSymbol,
  name: string,
  span: Span,
): PgExpr {
  const attribute = attributeName(object, name);
  const field: PgExpr =
    value.kind === 'PgColumn' && value.parts.length === 1 && ex.routine
      ? { ...value, parts: [...value.parts, attribute] }
      : b.field(span, value, attribute);
  const type = object.attributes.find((a) => a.name === name)?.type;
  return type && isPacked(object, name) ? unpack(ex.unit.naming, field, type, span) : field;
}

/** `(self AS base_t).method(args)`: the method of the named type, without dynamic dispatch. */
export function lowerMethodCallOnType(ex: ExprContext, node: MethodCallOnType): PgExpr {
  const { span } = node;
  const { method, bound } = resolvedMethod(ex, node);
  if (hasOut(ex, method)) {
    const { self } = node;
    if (self.kind !== 'Name') return refuse(unsupportedExpression(span, 'A method call on an expression'));
    const place = ex.unit.analysis.resolve(self);
    return methodWithOut(ex, lowerExpr(ex, self), { routine: method, args: bound, span, place, ownCode: true });
  }
  const self = asType(ex, lowerExpr(ex, node.self), method, span);
  return lowerFunctionCall(ex, method, bound, span, { self, ownCode: true });
}

/** The method that `(x AS t).m` means, and its arguments. */
export function resolvedMethod(
  ex: ExprContext,
  node: MethodCallOnType,
): { readonly method: RoutineSymbol; readonly bound: readonly BoundArgument[] } {
  const { base } = ex.unit.analysis.resolve(node);
  if (base.kind === 'routine') return { method: base.routine, bound: base.args };
  const written = node.type.parts.map((p) => p.name).join('.');
  return refuse(unsupportedExpression(node.span, `The method ${node.method.name} of ${written}`));
}

/** A subtype's object as one of the type that declares the method. */
function asType(ex: ExprContext, value: PgExpr, method: RoutineSymbol, span: Span): PgExpr {
  const { container } = method;
  return container?.kind === 'objectType'
    ? b.cast(span, value, pgTypeOf(ex.unit.naming, { kind: 'object', object: container }, 'value'))
    : value;
}

/**
 * What an object is sorted and partitioned by: its MAP method. PostgreSQL would sort by the attributes in turn.
 * (Object-Relational Developer's Guide, "MAP Methods")
 */
export function sortKey(ex: ExprContext, expr: Expr, value: PgExpr): PgExpr {
  return sortKeyOf(ex, ex.unit.analysis.typeOf(expr), value, expr.span);
}

/** What a value of a type is sorted and partitioned by: of an object its MAP method. */
export function sortKeyOf(ex: ExprContext, type: OracleType, value: PgExpr, span: Span): PgExpr {
  if (type.kind !== 'object') return value;
  const map = type.object.methods.find((m) => m.declaration.method?.role === 'MAP');
  if (!map)
    return refuse(unsupportedExpression(span, `Order of objects of ${type.object.name}, which has no MAP method,`));
  return b.callNamed(span, calledName(ex, map), [value]);
}
