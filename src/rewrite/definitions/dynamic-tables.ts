import { lastName } from '../../ir/dotted.js';
import { goneTables } from '../../ir/gone-tables.js';
import type { CreateTable, ScriptUnit } from '../../ir/oracle/index.js';
import { type OwnedUnit, ownedName } from '../../ir/owned-units.js';
import { contains } from '../../ir/walk.js';

const dropped = /^\s*drop\s+table\s+(?:if\s+exists\s+)?(?:"?[\w$#]+"?\s*\.\s*)?(?:"([^"]+)"|([\w$#]+))/i;

/** The table that the text of a statement drops. */
export function tableDroppedBy(text: string): string | undefined {
  const match = dropped.exec(text);
  return match?.[1] ?? match?.[2]?.toUpperCase();
}

/**
 * The table with what other texts that create a table of its name give it: branches create it in several forms, and
 * which one runs is not known. The columns of the others can be named; `*` and an INSERT without columns do not see
 * them. What is not there in the end fails when it is used.
 */
function withColumnsOf(table: CreateTable, others: readonly CreateTable[]): CreateTable {
  if (table.asQuery || table.ofType) return table;
  const known = new Set(table.columns.map((c) => c.name.name));
  const more = others.flatMap((other) =>
    other.columns.filter((c) => !known.has(c.name.name) && known.add(c.name.name)),
  );
  if (more.length === 0) return table;
  return { ...table, columns: [...table.columns, ...more.map((c) => ({ ...c, invisible: true, constraints: [] }))] };
}

/**
 * Of several texts of one unit that create the same table the first counts until the table is dropped: the next ones
 * get ORA-00955, and leave what it made. `drops`: how many definitions stood before the text that drops a table. Out:
 * for each text what the table is after it.
 */
export function tablesAfterEach(
  made: readonly ScriptUnit[],
  drops: readonly { readonly table: string; readonly after: number }[],
): readonly ScriptUnit[] {
  const standing = new Map<string, { readonly table: CreateTable; readonly at: number }>();
  return made.map((unit, at) => {
    if (unit.kind !== 'CreateTable') return unit;
    const name = lastName(unit.name);
    const all = made.filter((u): u is CreateTable => u.kind === 'CreateTable' && lastName(u.name) === name);
    const earlier = standing.get(name);
    const dropped = earlier && drops.some((d) => d.table === name && d.after > earlier.at && d.after <= at);
    if (!earlier || dropped) standing.set(name, { table: unit, at });
    const { span } = unit;
    return { ...withColumnsOf(standing.get(name)?.table ?? unit, all), span };
  });
}

/**
 * The same over the blocks of a script: one that is run again, or a later release of it, creates what is there and
 * handles ORA-00955. `made`: what the texts of each unit define, in order. Between them nothing drops the table;
 * routines may run at any time.
 */
export function tablesAfterEachUnit<T extends OwnedUnit>(
  units: readonly T[],
  made: readonly (readonly ScriptUnit[])[],
): readonly (readonly ScriptUnit[])[] {
  const tables = made.flatMap((of, at) => of.flatMap((table) => (table.kind === 'CreateTable' ? [{ table, at }] : [])));
  const keyOf = ({ name }: CreateTable, at: number): string => ownedName(name, units[at]?.owner ?? '');
  const places = new Map<string, Set<number>>();
  for (const { table, at } of tables) {
    const key = keyOf(table, at);
    places.set(key, (places.get(key) ?? new Set()).add(at));
  }
  if (![...places.values()].some((p) => p.size > 1)) return made;
  const isBlock = (unit: ScriptUnit): boolean => unit.kind === 'AnonymousBlock';
  const goneAnyTime = goneTables(units.map((u) => u.unit).filter((u) => u.kind.startsWith('Create')));
  if (!goneAnyTime) return made;
  const standing = new Map<string, CreateTable>();
  return made.map((of, at) => {
    const { unit } = units[at] ?? {};
    if (!unit) return of;
    const gone = goneTables([unit]);
    for (const key of standing.keys()) if (!gone || gone.has(lastNameOf(key))) standing.delete(key);
    return of.map((table) => {
      if (table.kind !== 'CreateTable' || !isBlock(unit)) return table;
      const key = keyOf(table, at);
      const first = standing.get(key);
      // Of several attempts in one block some may fail, and a block without handlers expects its own to succeed.
      if (of.filter((t) => t.kind === 'CreateTable' && keyOf(t, at) === key).length > 1) return table;
      if (first && !contains(unit, (node) => node.kind === 'ExceptionHandler')) return table;
      if (!gone || gone.has(lastNameOf(key)) || goneAnyTime.has(lastNameOf(key))) return table;
      if (!first) standing.set(key, table);
      const others = tables.filter((t) => keyOf(t.table, t.at) === key).map((t) => t.table);
      return first ? { ...withColumnsOf(first, others), span: table.span } : table;
    });
  });
}

const lastNameOf = (key: string): string => key.slice(key.indexOf('.') + 1);
