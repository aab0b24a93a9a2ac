import type { RelationSymbol } from '../../analyze/model/symbols.js';
import { differentResult } from '../../diagnostics/op2-expressions.js';
import { lastName } from '../../ir/dotted.js';
import type { CreateIndex, Insert } from '../../ir/oracle/index.js';
import type { PgInsert } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import type { UnitContext } from '../context.js';
import { relationNamed } from '../ddl/names.js';
import { foldName } from '../naming/naming.js';

/*
 * Hints that change what a statement does. (SQL Language Reference, "Comments", "IGNORE_ROW_ON_DUPKEY_INDEX Hint" and
 * "CHANGE_DUPKEY_ERROR_INDEX Hint")
 */

/** What names the key: `(t, index)`, `(t index)` or `(t (a, b))`. */
const ignored = /\bIGNORE_ROW_ON_DUPKEY_INDEX\s*\(\s*[\w$#."]+\s*,?\s*(?:\(([^()]*)\)|([\w$#."]+))\s*\)/i;

/** ON CONFLICT DO NOTHING for the key of IGNORE_ROW_ON_DUPKEY_INDEX; without the hint nothing. */
export function ignoredDuplicates(
  unit: UnitContext,
  { hints, span }: Insert,
  relation: RelationSymbol | undefined,
): Pick<PgInsert, 'onConflict'> {
  const [, columns, index] = hints?.map((h) => ignored.exec(h)).find((m) => m !== null) ?? [];
  if (columns === undefined && index === undefined) return {};
  const names =
    columns === undefined ? indexColumns(unit, relation, nameOf(index ?? '')) : columns.split(',').map(nameOf);
  const nullable = names?.filter((name) => relation?.columns.find((c) => c.name === name)?.nullable ?? true);
  // One of several columns that may all be NULL is kept as a partial index.
  if (!names || (names.length > 1 && nullable?.length === names.length)) {
    unit.report(differentResult(span, 'IGNORE_ROW_ON_DUPKEY_INDEX', 'the statement fails at a key that is there'));
    return {};
  }
  return { onConflict: { target: names.map((name) => b.column(span, foldName(name))) } };
}

/** Reports the hints that choose another error. */
export function reportErrorHints(unit: UnitContext, { hints, span }: Pick<Insert, 'hints' | 'span'>): void {
  if (hints?.some((h) => /\bCHANGE_DUPKEY_ERROR_INDEX\b/i.test(h)))
    unit.report(differentResult(span, 'CHANGE_DUPKEY_ERROR_INDEX', 'the error is ORA-00001, not ORA-38911'));
}

const nameOf = (written: string): string => {
  const last = written.trim().split('.').at(-1) ?? '';
  return last.startsWith('"') ? last.slice(1, -1) : last.toUpperCase();
};

/** The columns of a key or of a unique index over plain columns. */
function indexColumns(
  unit: UnitContext,
  relation: RelationSymbol | undefined,
  name: string,
): readonly string[] | undefined {
  if (relation?.relation !== 'table') return undefined;
  for (const c of relation.constraints) {
    if (c.kind !== 'PrimaryKey' && c.kind !== 'Unique') continue;
    const { name: own, usingIndex } = c.state;
    const index = usingIndex?.kind === 'CreateIndex' ? usingIndex.name : usingIndex;
    if ((index?.parts.at(-1) ?? own)?.name === name) return c.columns.map((x) => x.name);
  }
  const own = relation.definition?.kind === 'CreateTable' ? relation.definition.columns : [];
  const column = own.find((c) => c.constraints.some((k) => isKey(k.kind) && k.state.name?.name === name));
  if (column) return [column.name.name];
  const made = unit.analysis.units.find(
    (u): u is CreateIndex =>
      u.kind === 'CreateIndex' && u.unique && lastName(u.name) === name && relationNamed(unit, u.table) === relation,
  );
  const columns = made?.columns.map(({ value }) => (value.kind === 'Name' ? lastName(value) : undefined));
  return columns?.every((c) => c !== undefined) ? columns : undefined;
}

const isKey = (kind: string): boolean => kind === 'ColumnPrimaryKey' || kind === 'ColumnUnique';
