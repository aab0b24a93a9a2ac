import { firstText } from '../ir/literals.js';
import type { ScriptUnit } from '../ir/oracle/index.js';
import { nodesOf } from '../ir/walk.js';
import { tableDroppedBy } from './dynamic-tables.js';

interface Owned {
  readonly unit: ScriptUnit;
  readonly owner: string;
}

const lastName = (parts: readonly { readonly name: string }[]): string => parts.at(-1)?.name ?? '';

/**
 * What texts define, without the renamings that fail: a table of the inputs bears the new name, and nothing takes that
 * from it. (Database Error Messages, ORA-00955)
 */
export function withoutFailingRenames<T extends Owned>(ofTexts: readonly T[], inputs: readonly Owned[]): readonly T[] {
  const isRename = ({ unit }: T): boolean =>
    unit.kind === 'AlterTable' && unit.actions.some((a) => a.kind === 'RenameTable');
  if (!ofTexts.some(isRename)) return ofTexts;
  const standing = new Set(
    inputs.flatMap(({ unit, owner }) => (isTable(unit) ? [`${owner}.${lastName(unit.name.parts)}`] : [])),
  );
  for (const { unit, owner } of inputs) {
    if (unit.kind === 'Rename') standing.delete(`${owner}.${unit.from.name}`);
    if (unit.kind === 'DropObject') standing.delete(`${owner}.${lastName(unit.name.parts)}`);
    if (unit.kind === 'AlterTable' && unit.actions.some((a) => a.kind === 'RenameTable'))
      standing.delete(`${owner}.${lastName(unit.name.parts)}`);
    for (const { text } of nodesOf(unit, 'ExecuteImmediate'))
      standing.delete(`${owner}.${tableDroppedBy(firstText(text)) ?? ''}`);
  }
  return ofTexts.filter(({ unit, owner }) => {
    const to = unit.kind === 'AlterTable' ? unit.actions.find((a) => a.kind === 'RenameTable') : undefined;
    if (to === undefined || unit.kind !== 'AlterTable') return true;
    if (standing.has(`${owner}.${to.to.name}`)) return false;
    standing.delete(`${owner}.${lastName(unit.name.parts)}`);
    return true;
  });
}

const isTable = (unit: ScriptUnit): unit is Extract<ScriptUnit, { kind: 'CreateTable' | 'CreateView' }> =>
  unit.kind === 'CreateTable' || unit.kind === 'CreateView';
