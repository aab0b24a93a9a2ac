/**
 * The order of names in a folder, the same on every machine: numbers in them by their values, so that upgrade scripts
 * come as they are counted (`v9.sql`, `v10.sql`), a name before those that go on with it (`v1.sql`, `v1.1.sql`), the
 * rest by code unit. Flyway parts a version from what it says by two underscores: `V2__x.sql` stands before `V2_1__y.sql`.
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

const partsOf = (name: string): readonly string[] => {
  const [, version, description = ''] = /^(v\d+(?:[._]\d+)*)(__.*)$/is.exec(name) ?? [];
  if (version === undefined) return name.match(/\d+|\D+/g) ?? [];
  // What begins with two underscores is no part of the version, and a shorter version comes first.
  return [...(version.replaceAll('_', '.').match(/\d+|\D/g) ?? []), '', description];
};

const isNumber = (part: string): boolean => /^\d/.test(part);

function byValue(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length - y.length || byCodeUnit(x, y);
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
