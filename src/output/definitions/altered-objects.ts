import type { CompiledUnit } from '../../compile.js';
import { dmlKinds } from '../../ir/kinds.js';
import type { AlterTable } from '../../ir/oracle/index.js';
import { ownedName, ownerAndName } from '../../ir/owned-units.js';
import { asksForColumns, fillsWhole, mentions, usesWholeRows } from './mentions.js';

/** An ALTER TYPE or ALTER TABLE before which the object is another one to what is compiled. */
export interface AlteredObject {
  readonly unit: CompiledUnit;
  readonly at: number;
  /** No code stands between it and the ALTER of the object before. */
  readonly follows: boolean;
}

/** ALTER TYPE with code between it and CREATE TYPE: what follows sees another type. */
export function typesAltered(units: readonly CompiledUnit[]): readonly AlteredObject[] {
  const lastMade = new Map<string, { readonly at: number; readonly used: boolean }>();
  return units.flatMap((item, at) => {
    const { unit, owner } = item;
    const alters = unit.kind === 'AlterObject' && unit.merged;
    if (!(unit.kind === 'CreateType' || alters) || !unit.name) return [];
    const key = ownedName(unit.name, owner);
    const before = alters ? lastMade.get(key) : undefined;
    const follows = !before || !units.slice(before.at, at).some(isCode);
    const used = before !== undefined && (before.used || !follows);
    lastMade.set(key, { at, used });
    return used ? [{ unit: item, at, follows }] : [];
  });
}

/**
 * ALTER TABLE that changes columns which a program before it uses, with code between the two that may call it: the
 * program is another one from there on. What stands in blocks and statements of the script itself is resolved by the
 * columns of its place.
 */
export function tablesAltered(units: readonly CompiledUnit[]): readonly AlteredObject[] {
  const numbered = [...units.entries()];
  const triggers = numbered.filter(([, { unit }]) => unit.kind === 'CreateTrigger');
  const makers = numbered.filter(([, { unit }]) => unit.kind === 'CreateTrigger' || programs.has(unit.kind));
  return units.flatMap((item, at) => {
    const { unit } = item;
    const changed = unit.kind === 'AlterTable' ? columnsChanged(unit) : [];
    if (unit.kind !== 'AlterTable' || changed.length === 0) return [];
    const { name } = ownerAndName(unit.name, item.owner);
    const namesTable = mentions(name);
    const uses = (text: string): boolean =>
      namesTable(text) && (usesWholeRows(text) || changed.some((column) => mentions(column)(text)));
    // Triggers are not made anew: those that ask for columns by name have to know from the outset what becomes of them.
    if (triggers.some(([i, { source }]) => i < at && namesTable(source.text) && asksForColumns(source.text))) return [];
    const fills = fillsWhole(name);
    const made = makers.find(
      ([
        i,
        {
          unit: maker,
          source: { text },
        },
      ]) => i < at && (maker.kind === 'CreateTrigger' ? fills(text) : uses(text)),
    );
    const isCalled = made !== undefined && units.slice(made[0], at).some(callsPrograms);
    return isCalled ? [{ unit: item, at, follows: false }] : [];
  });
}

const programs: ReadonlySet<string> = new Set([
  'CreateRoutine',
  'CreatePackage',
  'CreatePackageBody',
  'CreateTypeBody',
]);
const calling: ReadonlySet<string> = new Set(['AnonymousBlock', 'SqlCall', 'QueryStatement', ...dmlKinds]);

/** May the unit call programs? Those that only define something do not. */
export const callsPrograms = ({ unit }: CompiledUnit): boolean => calling.has(unit.kind);

function columnsChanged({ actions }: AlterTable): readonly string[] {
  return actions.flatMap((a) => {
    switch (a.kind) {
      case 'AddColumns':
        return a.columns.map((c) => c.name.name);
      case 'ModifyColumns':
        return a.columns.filter((c) => c.type || c.invisible !== undefined).map((c) => c.name.name);
      case 'DropColumns':
        return a.columns.map((c) => c.name);
      case 'RenameColumn':
        return [a.from.name, a.to.name];
      default:
        return [];
    }
  });
}

/** Is the unit something else than a type, its body, or an ALTER? */
export const isCode = ({ unit }: CompiledUnit): boolean =>
  unit.kind !== 'CreateType' && unit.kind !== 'CreateTypeBody' && unit.kind !== 'AlterObject';
