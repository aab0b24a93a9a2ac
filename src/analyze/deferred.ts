type Later = Readonly<Record<string, () => unknown>>;

/** Where an object keeps what its deferred properties are computed by. */
const held: unique symbol = Symbol('held');

const getters = new Map<string, PropertyDescriptor>();

/**
 * The object with further properties that are computed when they are asked for (by `lazy` functions, once). What
 * `get name() {…}` in an object literal does, but the getter is one function for all objects: where each has a getter
 * of its own, V8 keeps each as a hash table, and all that reads any property of it is slow.
 */
export function deferred<P extends object, L extends Later>(
  plain: P,
  later: L,
): P & { readonly [K in keyof L]: ReturnType<L[K]> } {
  Object.defineProperty(plain, held, { value: later });
  for (const name in later) Object.defineProperty(plain, name, getterOf(name));
  return plain as P & { readonly [K in keyof L]: ReturnType<L[K]> };
}

function getterOf(name: string): PropertyDescriptor {
  const known = getters.get(name);
  if (known) return known;
  const made: PropertyDescriptor = {
    get(this: { readonly [held]: Later }): unknown {
      return this[held][name]?.();
    },
    enumerable: true,
  };
  getters.set(name, made);
  return made;
}
