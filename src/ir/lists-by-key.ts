/** Adds the items to what the map lists under the key. */
export function addUnder<K, V>(map: Map<K, V[]>, key: K, ...items: readonly V[]): void {
  const list = map.get(key);
  if (list) list.push(...items);
  else map.set(key, [...items]);
}
