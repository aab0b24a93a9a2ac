import type { CompiledUnit } from '../../compile.js';
import { dmlKinds } from '../../ir/kinds.js';
import type { AlterTable } from '../../ir/oracle/index.js';
import { ownedName } from '../../ir/owned-units.js';

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
    const table = mention(unit.name.parts[unit.name.parts.length - 1]?.name ?? '');
    const uses = (text: string): boolean =>
      table.test(text) && (wholeRows.test(text) || changed.some((name) => mention(name).test(text)));
    // Triggers are not made anew: those that ask for columns by name have to know from the outset what becomes of them.
    if (triggers.some(([i, { source }]) => i < at && table.test(source.text) && asks.test(source.text))) return [];
    const fills = fillingWhole(unit.name.parts[unit.name.parts.length - 1]?.name ?? '');
    const made = makers.find(
      ([i, { unit: maker, source }]) =>
        i < at && (maker.kind === 'CreateTrigger' ? fills.test(source.text) : uses(source.text)),
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

const asks = /\bupdating\s*\(|\bupdate\s+of\b/i;

/** Rows with all columns of a table: `%ROWTYPE`, `*`, INSERT without a list. */
const wholeRows = /%\s*rowtype|[\s.,(]\*|\binto\s+[\w$#.]+\s+(?:values|select)\b/i;

/** INSERT into the table without a list of columns: with more columns it has too few values. */
const fillingWhole = (table: string): RegExp =>
  new RegExp(`\\binto\\s+(?:[\\w$#"]+\\s*\\.\\s*)?"?${table.replace(/[^\w]/g, '\\$&')}"?\\s+(?:values|select)\\b`, 'i');

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

/** A name as a word of a text. */
export const mention = (name: string): RegExp =>
  new RegExp(`(?<![\\w$#])${name.replace(/[^\w]/g, '\\$&')}(?![\\w$#])`, 'i');

/** Is the unit something else than a type, its body, or an ALTER? */
export const isCode = ({ unit }: CompiledUnit): boolean =>
  unit.kind !== 'CreateType' && unit.kind !== 'CreateTypeBody' && unit.kind !== 'AlterObject';

/** The key of the table or type that the unit alters. */
export function alteredKey({ unit, owner }: CompiledUnit): string | undefined {
  if (unit.kind === 'AlterTable') return `table ${ownedName(unit.name, owner)}`;
  return unit.kind === 'AlterObject' && unit.merged && unit.name ? `type ${ownedName(unit.name, owner)}` : undefined;
}
