import type { ObjectTypeSymbol, RoutineSymbol } from './symbols.js';

/** A subtype that overrides a method, and its method. */
export interface Overrider {
  readonly type: ObjectTypeSymbol;
  readonly method: RoutineSymbol;
}

/** The nearest overriding methods below the type that declares the method. */
export function overridersOf(method: RoutineSymbol): readonly Overrider[] {
  const { container } = method;
  if (container?.kind !== 'objectType' || isUnbound(method)) return [];
  const below = (type: ObjectTypeSymbol): readonly Overrider[] =>
    type.subtypes.flatMap((sub) => {
      const own = sub.methods.find((m) => m.container === sub && overrides(m, method));
      return own ? [{ type: sub, method: own }] : below(sub);
    });
  return below(container);
}

/**
 * The methods that a call of this one may come to: itself, and those of all subtypes that override it.
 * Asked once the subtypes are known.
 */
export function dispatchedTo(method: RoutineSymbol): readonly RoutineSymbol[] {
  let found = dispatched.get(method);
  if (!found)
    dispatched.set(method, (found = [method, ...overridersOf(method).flatMap((o) => dispatchedTo(o.method))]));
  return found;
}

/** The methods of a hierarchy that override each other, from the highest one down. */
export function overridingEachOther(method: RoutineSymbol): readonly RoutineSymbol[] {
  const { container } = method;
  let highest = method;
  for (let type = container?.kind === 'objectType' ? container.supertype : undefined; type; type = type.supertype) {
    const above = type.methods.find((m) => m.container === type && overrides(method, m));
    if (above) highest = above;
  }
  return dispatchedTo(highest);
}

/** Has the method no code of its own: declared NOT INSTANTIABLE, or of a type without a body? */
export const isAbstract = (method: RoutineSymbol): boolean =>
  method.declaration.method?.instantiable === false || method.definition === undefined;

/** Every walk along calls asks. */
const dispatched = new WeakMap<RoutineSymbol, readonly RoutineSymbol[]>();

/** Has the method no object to be called through? */
export const isUnbound = (method: RoutineSymbol): boolean => {
  const role = method.declaration.method?.role;
  return role === 'STATIC' || role === 'CONSTRUCTOR';
};

/** The parameters of a method without SELF, which its heading may name or not. */
export const withoutSelf = (method: RoutineSymbol): RoutineSymbol['parameters'] =>
  method.parameters.filter((p) => p.variable.name !== 'SELF');

function overrides(method: RoutineSymbol, base: RoutineSymbol): boolean {
  if (method.name !== base.name || method.routine !== base.routine || isUnbound(method)) return false;
  const [own, other] = [withoutSelf(method), withoutSelf(base)];
  return own.length === other.length && own.every((p, i) => p.variable.type.kind === other[i]?.variable.type.kind);
}
