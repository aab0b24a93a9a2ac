import type { Span } from '../../ir/span.js';
import type { Scope } from '../model/scope.js';
import type { ColumnInfo, RelationSymbol } from '../model/symbols.js';

/** The columns that a table has where its name stands. */
export function columnsAt(relation: RelationSymbol, scope: Scope, here: Span): readonly ColumnInfo[] {
  const next = nextColumns(relation, scope, here);
  let at: Scope | undefined = scope;
  while (at && !at.fixedAt) at = at.parent;
  if (next) return at ? next.map((c) => sinceThen(relation, c)) : next;
  // `*` of a view does not grow with ALTER TABLE ADD. (SQL Language Reference, "CREATE VIEW")
  const view = at?.fixedAt;
  if (!view || relation.relation !== 'table' || relation.span.file !== view.file || relation.span.start > view.start)
    return relation.columns;
  const later = (c: ColumnInfo): boolean => c.span?.file === view.file && c.span.start > view.end;
  return relation.columns.some(later) ? relation.columns.filter((c) => !later(c)) : relation.columns;
}

/** What a view shows changes its type with the table, not whether `*` has it. */
function sinceThen(relation: RelationSymbol, then: ColumnInfo): ColumnInfo {
  const now = relation.columns.find((c) => c.name === then.name);
  if (!now) return then;
  return (now.hidden ?? false) === (then.hidden ?? false) ? now : { ...now, hidden: then.hidden };
}

/**
 * The columns before the next ALTER TABLE: a statement of a script sees the table as it is there; what is stored
 * sees it as it is when it runs.
 */
export function nextColumns(relation: RelationSymbol, scope: Scope, here: Span): RelationSymbol['columns'] | undefined {
  if (isStored(scope)) return undefined;
  return relation.history?.find((h) => h.isBehind(here))?.columns;
}

/**
 * Is the code around a place that of a stored unit? Routines of an anonymous block are in none, and what stands
 * alone in a package without a name.
 */
function isStored(scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const { unit } = at;
    if (unit?.kind === 'package' ? unit.specification || unit.body : unit && !(unit.kind === 'routine' && unit.nested))
      return true;
  }
  return false;
}
