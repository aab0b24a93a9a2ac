import { lastName } from './dotted.js';
import type { ScriptUnit } from './oracle/index.js';

/** The name that RENAME and ALTER TABLE … RENAME TO take from an object, and the one that they give it. */
export function renamedBy(unit: ScriptUnit): { readonly from: string; readonly to: string } | undefined {
  if (unit.kind === 'Rename') return { from: unit.from.name, to: unit.to.name };
  if (unit.kind !== 'AlterTable') return undefined;
  const to = unit.actions.flatMap((a) => (a.kind === 'RenameTable' ? [a.to.name] : [])).at(-1);
  return to === undefined ? undefined : { from: lastName(unit.name), to };
}
