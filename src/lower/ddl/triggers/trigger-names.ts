import type { RelationSymbol, TriggerSymbol } from '../../../analyze/model/symbols.js';
import { lastName } from '../../../ir/dotted.js';
import type { CreateTrigger, QualifiedName } from '../../../ir/oracle/index.js';
import { renamedBy } from '../../../ir/renaming.js';
import type { Span } from '../../../ir/span.js';
import type { UnitContext } from '../../context.js';
import { foldName, helperName, shorten } from '../../naming/naming.js';
import { literal } from '../names.js';
import { type CascadingKey, carriedOn } from './cascades/cascades.js';
import { rowSections, rowTiming } from './row-timing.js';

/**
 * The name of a trigger. PostgreSQL fires triggers of one event by name, so one that FOLLOWS another gets a name that
 * sorts after it; where definitions of different times follow each other in a circle, it ends at the one already
 * `seen`. (PostgreSQL manual, CREATE TRIGGER, "Notes")
 */
export function triggerName(
  unit: UnitContext,
  symbol: TriggerSymbol,
  seen: ReadonlySet<TriggerSymbol> = new Set(),
): string {
  const own = ownName(unit, symbol);
  if (seen.has(symbol)) return own;
  let name = own;
  for (const followed of symbol.definition.follows ?? []) {
    const other = triggerNamed(unit, followed);
    if (!other || other.table !== symbol.table) continue;
    const before = triggerName(unit, other, new Set([...seen, symbol]));
    if (before >= name) name = behind(before, own);
  }
  return symbol.definition.body.kind === 'CompoundTriggerBody' ? name : behindBefores(unit, symbol, name, seen);
}

/**
 * Triggers of two owners may have one name in Oracle; in PostgreSQL the name belongs to the table, and
 * its own schema's trigger has it.
 */
function ownName(unit: UnitContext, symbol: TriggerSymbol): string {
  const name = behindOurs(foldName(symbol.name));
  const [first, ...more] = unit.analysis.catalog.triggers
    .filter((t) => t.name === symbol.name && t.table !== undefined && t.table === symbol.table)
    .sort((a, z) => Number(z.owner === z.table?.owner) - Number(a.owner === a.table?.owner));
  const isFirst = first === undefined || first.owner === symbol.owner;
  return more.length === 0 || isFirst ? name : shorten(`${name}__${unit.naming.of(symbol)[0] ?? ''}`);
}

/**
 * Triggers that fill columns and note what is updated are called `__…`, and fire before all of the inputs: `"Fill"`,
 * too.
 */
const behindOurs = (name: string): string => (name < '_' ? shorten(`t__${name}`) : name);

/** An AFTER EACH ROW trigger that stands as a BEFORE trigger has a name that sorts after those of the others. */
function behindBefores(
  unit: UnitContext,
  symbol: TriggerSymbol,
  name: string,
  seen: ReadonlySet<TriggerSymbol> = new Set(),
): string {
  if (!symbol.table || symbol.definition.timing === 'BEFORE' || rowTiming(unit, symbol).timing !== 'withItsRow')
    return name;
  // A compound trigger has the name of the whole already, which its own section before the row begins with.
  const within = symbol.definition.body.kind === 'CompoundTriggerBody' ? seen : new Set([...seen, symbol]);
  const last = latest([
    lastBefore(unit, symbol.table, within),
    ...carriedOn(unit.analysis, symbol.table).map((key) => cascadeName(unit, key, within)),
  ]);
  return last >= name ? behind(last, name) : name;
}

/** The trigger that carries a delete on: behind the BEFORE triggers of its row, before the AFTER triggers. */
export function cascadeName(
  unit: UnitContext,
  { child, columns, parent }: CascadingKey,
  seen: ReadonlySet<TriggerSymbol> = new Set(),
): string {
  const own = helperName(`__cascade_${foldName(child.name)}`, columns.map(foldName).join('_'), '_');
  const last = lastBefore(unit, parent, seen);
  return last >= own ? behind(last, own.slice(2)) : own;
}

/** The name of the BEFORE EACH ROW trigger that fires last. */
function lastBefore(unit: UnitContext, table: RelationSymbol, seen: ReadonlySet<TriggerSymbol> = new Set()): string {
  return latest(
    rowSections(unit, table, 'BEFORE').map(({ symbol }) =>
      symbol.definition.body.kind === 'CompoundTriggerBody'
        ? sectionName(unit, symbol, triggerName(unit, symbol, seen), 'BEFORE EACH ROW')
        : triggerName(unit, symbol, seen),
    ),
  );
}

/**
 * A name that sorts after that of another trigger: begins with it or, where that is too long, with
 * something greater than its beginning.
 */
function behind(other: string, own: string): string {
  const name = `${other}__${own}`;
  if (shorten(name) === name) return name;
  const at = other.slice(0, 20).search(/[a-y][^a-y]*$/);
  const next = String.fromCharCode(other.charCodeAt(at) + 1);
  return at < 0 ? `~${shorten(name).slice(1)}` : shorten(`${other.slice(0, at)}${next}__${own}`);
}

const latest = (names: readonly string[]): string => names.reduce((a, z) => (a > z ? a : z), '');

/**
 * The trigger of a section of a compound one. The section before the statement, which there always
 * is, has the name of the whole.
 */
export function sectionName(unit: UnitContext, symbol: TriggerSymbol, name: string, timing: string): string {
  if (timing === 'BEFORE STATEMENT') return name;
  const own = shorten(`${name}__${timing.toLowerCase().replaceAll(' ', '_')}`);
  return timing === 'AFTER EACH ROW' ? behindBefores(unit, symbol, own) : own;
}

/** All triggers that one of Oracle's became; a simple one is called as an ALTER TRIGGER … RENAME has named it. */
export function triggerNames(unit: UnitContext, symbol: TriggerSymbol, called?: QualifiedName): readonly string[] {
  const now = called?.parts.at(-1)?.name ?? symbol.name;
  if (now !== symbol.name) return [foldName(now)];
  const name = triggerName(unit, symbol);
  const { body } = symbol.definition;
  if (body.kind !== 'CompoundTriggerBody') return [name];
  return [...new Set([name, ...body.sections.map((s) => sectionName(unit, symbol, name, s.timing))])];
}

/**
 * The trigger that the name means: that of the owner who is named, or in whose schema the name stands; one that was
 * renamed has its last name, too.
 */
export function triggerNamed(unit: UnitContext, { parts, span }: QualifiedName): TriggerSymbol | undefined {
  const { analysis } = unit;
  const owner = parts[parts.length - 2]?.name ?? analysis.ownerAt(span);
  const name = parts.at(-1)?.name;
  const named = analysis.catalog.triggers.filter((t) => t.name === name);
  const symbol = named.find((t) => t.owner === owner) ?? named[0];
  if (symbol) return symbol;
  const renaming = analysis.units.findLast(
    (u) =>
      u.kind === 'AlterObject' && u.objectKind === 'TRIGGER' && u.renameTo?.name === name && u.span.start < span.start,
  );
  return renaming?.kind === 'AlterObject' && renaming.name ? triggerNamed(unit, renaming.name) : undefined;
}

/** The table of a trigger, under the name that it bears at the place: a renaming in between may have given it another. */
export function tableOfTrigger(
  { analysis, naming }: UnitContext,
  definition: CreateTrigger,
  table: RelationSymbol,
  place: Span,
): readonly string[] {
  let { name } = table;
  for (const unit of analysis.units) {
    const renamed = renamedBy(unit);
    if (!renamed || renamed.from !== name || analysis.ownerAt(unit.span) !== table.owner) continue;
    if (analysis.precedes(definition.span, unit.span) && analysis.precedes(unit.span, place)) name = renamed.to;
  }
  const now = analysis.catalog.lookup([name], table.owner);
  return naming.of(now?.kind === 'relation' ? now : table);
}

/** What defines a trigger of the name, texts of dynamic SQL among it. */
export const definitionsOfTrigger = (unit: UnitContext, name: string): readonly CreateTrigger[] =>
  unit.analysis.units.filter((u): u is CreateTrigger => u.kind === 'CreateTrigger' && lastName(u.name) === name);

/**
 * The call that drops or switches a trigger of a program that is defined more than once, under several names or on
 * several tables here: which of them there is shows when it runs.
 */
export function changeOfTrigger(unit: UnitContext, symbol: TriggerSymbol, change: TriggerChange): string | undefined {
  if (definitionsOfTrigger(unit, symbol.name).length < 2) return undefined;
  return triggerCall(unit.naming.of(symbol)[0] ?? '', symbol.name, change);
}

type TriggerChange = 'drop' | 'enable' | 'disable';

/** The call that drops or switches the triggers of a schema that one of Oracle's of the name became. */
export const triggerCall = (schema: string, name: string, change: TriggerChange): string =>
  `select ora.change_trigger(${[schema, foldName(name), change].map(literal).join(', ')})`;

/**
 * The function of a trigger: named as the trigger, unless a routine of the schema has the name, since Oracle keeps
 * triggers in a name space of their own.
 */
export function triggerFunction(unit: UnitContext, symbol: TriggerSymbol, section?: string): readonly string[] {
  const [schema = '', own = ''] = unit.naming.of(symbol);
  const isTaken = unit.analysis.catalog.routines.some(
    (r) => !r.container && r.owner === symbol.owner && r.name === symbol.name,
  );
  const base = isTaken ? helperName(own, 'trigger') : own;
  return [schema, section === undefined ? base : helperName(base, section)];
}
