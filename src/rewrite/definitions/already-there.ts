import { lastName } from '../../ir/dotted.js';
import type { QualifiedName } from '../../ir/oracle/index.js';
import type { OwnedUnit } from '../../ir/owned-units.js';

/**
 * `CREATE TABLE IF NOT EXISTS` of a table that an earlier unit makes, and none drops in between: it changes nothing, and
 * its columns are not those of the table. (SQL Language Reference, CREATE TABLE, IF NOT EXISTS)
 */
export function withoutTablesThatAreThere<T extends OwnedUnit>(units: readonly T[]): readonly T[] {
  if (!units.some(({ unit }) => unit.kind === 'CreateTable' && unit.ifNotExists)) return units;
  const there = new Set<string>();
  return units.map((one) => {
    const { unit, owner } = one;
    const key = (name: QualifiedName): string => `${name.parts.at(-2)?.name ?? owner}.${lastName(name)}`;
    if (unit.kind === 'DropObject') there.delete(key(unit.name));
    if (unit.kind !== 'CreateTable') return one;
    if (unit.ifNotExists && there.has(key(unit.name))) {
      const { span, comments, blankBefore } = unit;
      const what = `CREATE TABLE IF NOT EXISTS of ${lastName(unit.name)}, which is there,`;
      return { ...one, unit: { kind: 'OtherStatement', span, comments, blankBefore, what, text: '', isIgnored: true } };
    }
    there.add(key(unit.name));
    return one;
  });
}
