/**
 * The order of names in a folder, the same on every machine: numbers in them by their values, so that upgrade scripts
 * come as they are counted (`v9.sql`, `v10.sql`), a name before those that go on with it (`v1.sql`, `v1.1.sql`), the
 * rest by code unit.
 */
export function compareNames(a: string, b: string): number {
  const [partsOfA, partsOfB] = [partsOf(stemOf(a)), partsOf(stemOf(b))];
  for (const [i, part] of partsOfA.entries()) {
    const other = partsOfB[i];
    if (other === undefined) return 1;
    const order = isNumber(part) && isNumber(other) ? byValue(part, other) : byCodeUnit(part, other);
    if (order !== 0) return order;
  }
  return partsOfA.length - partsOfB.length || byCodeUnit(a, b);
}

const stemOf = (name: string): string => name.replace(/\.[a-z]\w*$/i, '');

const partsOf = (name: string): readonly string[] => name.match(/\d+|\D+/g) ?? [];

const isNumber = (part: string): boolean => /^\d/.test(part);

function byValue(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length - y.length || byCodeUnit(x, y);
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
