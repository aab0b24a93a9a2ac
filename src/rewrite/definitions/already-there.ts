import { lastName } from '../../ir/dotted.js';
import type { QualifiedName, ScriptUnit } from '../../ir/oracle/index.js';
import type { OwnedUnit } from '../../ir/owned-units.js';
import { contains, nodesOf } from '../../ir/walk.js';

/**
 * `CREATE TABLE IF NOT EXISTS` of a table that an earlier unit makes, and none drops or renames in between: it changes
 * nothing, and its columns are not those of the table. (SQL Language Reference, CREATE TABLE, IF NOT EXISTS)
 */
export function withoutTablesThatAreThere<T extends OwnedUnit>(units: readonly T[]): readonly T[] {
  if (!units.some(({ unit }) => unit.kind === 'CreateTable' && unit.ifNotExists)) return units;
  const there = new Set<string>();
  const doesDdl = units.some(({ unit }) => unit.kind !== 'AnonymousBlock' && holdsDdl(unit));
  return units.map((one) => {
    const { unit, owner } = one;
    const key = (name: QualifiedName): string => `${name.parts.at(-2)?.name ?? owner}.${lastName(name)}`;
    switch (unit.kind) {
      case 'DropObject':
        there.delete(key(unit.name));
        return one;
      case 'Rename':
        if (there.delete(`${owner}.${unit.from.name}`)) there.add(`${owner}.${unit.to.name}`);
        return one;
      case 'AlterTable':
        for (const action of unit.actions)
          if (action.kind === 'RenameTable' && there.delete(key(unit.name)))
            there.add(`${unit.name.parts.at(-2)?.name ?? owner}.${action.to.name}`);
        return one;
      case 'AnonymousBlock':
      case 'SqlCall':
        // What it drops may be any table.
        if (holdsDdl(unit) || (doesDdl && callsRoutine(unit))) there.clear();
        return one;
      case 'CreateTable': {
        if (!unit.ifNotExists || !there.has(key(unit.name))) {
          there.add(key(unit.name));
          return one;
        }
        const { span, comments, blankBefore } = unit;
        const what = `CREATE TABLE IF NOT EXISTS of ${lastName(unit.name)}, which is there,`;
        return {
          ...one,
          unit: { kind: 'OtherStatement', span, comments, blankBefore, what, text: '', isIgnored: true },
        };
      }
      default:
        return one;
    }
  });
}

/** Does a text in it drop or rename something? */
const holdsDdl = (unit: ScriptUnit): boolean =>
  contains(unit, (node) => node.kind === 'StringLiteral' && /\b(?:drop|rename)\b/i.test(node.value));

const callsRoutine = (unit: ScriptUnit): boolean => nodesOf(unit, 'CallStatement').length > 0;
