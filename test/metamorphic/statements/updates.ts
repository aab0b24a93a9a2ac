import type { TableRef, Update } from '../../../src/ir/oracle/index.js';
import { asksImplicitCursor, looksAtItself, type Rewriting } from '../rewriting.js';
import type { Script } from '../script.js';

/** An UPDATE of one table by its name, taken apart. */
interface Taken {
  readonly table: string;
  readonly alias: string;
  readonly set: string;
  readonly where: string;
}

/** Every UPDATE of a table in PL/SQL becomes another statement that changes the same rows in the same way. */
const updating = (
  name: string,
  update: (taken: Taken) => string | undefined,
  refuses: (script: Script) => boolean,
): Rewriting => ({
  name,
  rewrite: (script) => {
    if (looksAtItself(script) || refuses(script)) return undefined;
    return script.editedNodes((node, edits) => {
      if (node.kind === 'ForAll') return false;
      if (node.kind !== 'DmlInBlock' || node.statement.kind !== 'Update') return;
      const taken = takenApart(script, node.statement);
      const text = taken && update(taken);
      if (text !== undefined) edits.push({ start: node.span.start, end: node.statement.span.end, text });
      return false;
    });
  },
});

function takenApart(script: Script, node: Update): Taken | undefined {
  const { target, set, where } = node;
  if (target.kind !== 'TableRef' || node.returning || node.errorLogging || node.from || node.hints?.length) return;
  if (where?.kind === 'CurrentOf' || set.length === 0 || set.some(({ kind }) => kind !== 'SetColumn')) return;
  const table = target as TableRef;
  if (table.partition || table.name.parts.length > 1) return;
  const name = table.name.parts[0]!;
  return {
    table: script.slice(name.span),
    alias: script.slice((table.alias ?? name).span),
    set: script.text.slice(set[0]!.span.start, set.at(-1)!.span.end),
    where: where ? script.slice(where.span) : '1 = 1',
  };
}

/** Is a view updated, whose rows have no ROWID to merge by, or does a trigger tell the statements apart? */
const hasTriggersOrViews = ({ text }: Script): boolean =>
  /create\s+(or\s+replace\s+)?(\w+\s+)*(trigger|view|materialized)|synonym/i.test(text);

/**
 * MERGE by ROWID: the rows are those of the same condition. Left alone: triggers and views. (SQL Language Reference,
 * "MERGE": a column of ON cannot be updated, and ROWID never is)
 */
export const updateMerge = updating(
  'update-merge',
  ({ table, alias, set, where }) =>
    `MERGE INTO ${table} ${alias === table ? '' : alias} USING (SELECT ${alias}.ROWID AS mm_rid FROM ${table} ` +
    `${alias === table ? '' : alias} WHERE ${where}) mm_s ON (${alias}.ROWID = mm_s.mm_rid) ` +
    `WHEN MATCHED THEN UPDATE SET ${set}`,
  hasTriggersOrViews,
);

/** Calls and what packages hold are read once a statement, even where it finds no row. */
const isPlain = (set: string): boolean => !/[(.]/.test(set);

/**
 * A loop by ROWID. Left alone: triggers, the implicit cursor, and what a query of the updated table in SET would see.
 */
export const updateLoop = updating(
  'update-loop',
  ({ table, alias, set, where }) =>
    !isPlain(set)
      ? undefined
      : `FOR mm_u IN (SELECT ${alias}.ROWID AS mm_rid FROM ${table} ${alias === table ? '' : alias} WHERE ` +
        `${where}) LOOP ` +
        `UPDATE ${table} ${alias === table ? '' : alias} SET ${set} WHERE ${alias}.ROWID = mm_u.mm_rid; END LOOP`,
  (script) =>
    hasTriggersOrViews(script) ||
    asksImplicitCursor(script) ||
    /unique|primary|set[^;]*select|savepoint|rollback/i.test(script.text),
);

/** WHERE CURRENT OF a cursor FOR UPDATE. */
export const updateCurrent = updating(
  'update-current',
  ({ table, alias, set, where }) =>
    !isPlain(set)
      ? undefined
      : `DECLARE CURSOR mm_u IS SELECT * FROM ${table} ${alias === table ? '' : alias} WHERE ${where} FOR UPDATE; ` +
        `BEGIN ` +
        `FOR mm_v IN mm_u LOOP UPDATE ${table} ${alias === table ? '' : alias} SET ${set} WHERE CURRENT OF mm_u; ` +
        `END LOOP; END`,
  (script) =>
    hasTriggersOrViews(script) ||
    asksImplicitCursor(script) ||
    /unique|primary|set[^;]*select|savepoint|rollback/i.test(script.text),
);
