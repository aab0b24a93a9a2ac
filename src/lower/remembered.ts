/** The function, which works its answer out once for each key. */
export function remembered<K extends object, T>(compute: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly answer: T }>();
  return (key) => {
    let found = known.get(key);
    if (!found) known.set(key, (found = { answer: compute(key) }));
    return found.answer;
  };
}

/** The function, which works its answer out once for each pair of keys, such as the analysis and a routine of it. */
export function rememberedOf<K extends object, L extends object, T>(
  compute: (key: K, of: L) => T,
): (key: K, of: L) => T {
  const each = remembered((key: K) => remembered((of: L) => compute(key, of)));
  return (key, of) => each(key)(of);
}
