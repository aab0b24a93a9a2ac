import { lastName } from '../../ir/dotted.js';
import type { CreateTable, ScriptUnit } from '../../ir/oracle/index.js';

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
