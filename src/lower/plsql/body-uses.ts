import type { CursorSymbol } from '../../analyze/symbols.js';
import type { CursorAttribute, CurrentOf } from '../../ir/oracle/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import type { UnitContext } from '../context.js';
import { foldName } from '../naming.js';
import type { BodyBuilder } from './body-builder.js';
import { cursorOf } from './cursor-state.js';

/** Lower-case names of the columns that SQL in the body can see: a variable of such a name has to give way. */
export function visibleColumns(unit: UnitContext, body: AnyNode): ReadonlySet<string> {
  const names = new Set<string>();
  walk(body, (node) => {
    if (node.kind === 'TableRef' || node.kind === 'DerivedTable' || node.kind === 'TableFunction' || node.kind === 'XmlTable' || node.kind === 'JsonTable') {
      const source = unit.analysis.sourceOf(node as never);
      for (const c of source?.columns ?? []) names.add(foldName(c.name));
      // Nothing is known of the columns of a table that is not here: any name may be one.
      if (source?.open && !source.relation?.supplied) openNames(body, names);
    }
    if (node.kind === 'SelectItem') {
      const alias = (node as unknown as { alias?: { name: string } }).alias;
      if (alias) names.add(foldName(alias.name));
    }
    if (node.kind === 'Insert') {
      const columns = (node as unknown as { columns?: readonly { parts: readonly { name: string }[] }[] }).columns ?? [];
      for (const c of columns) names.add(foldName(c.parts[c.parts.length - 1]?.name ?? ''));
    }
  });
  return names;
}

function openNames(body: AnyNode, names: Set<string>): void {
  walk(body, (node) => {
    if (node.kind === 'Query' || node.kind === 'Update' || node.kind === 'Delete' || node.kind === 'Merge') {
      walk(node, (inner) => {
        if (inner.kind === 'Name') for (const p of (inner as unknown as { parts: readonly { name: string }[] }).parts.slice(-1)) names.add(foldName(p.name));
      });
      return false;
    }
    return true;
  });
}


/** Tells the builder which attributes and cursors its body reads. */
export function noteUses(rc: BodyBuilder, body: AnyNode): void {
  const uses = new Map<CursorSymbol, { attributes: boolean; currentOf: boolean }>();
  const use = (symbol: CursorSymbol): { attributes: boolean; currentOf: boolean } => {
    let entry = uses.get(symbol);
    if (!entry) uses.set(symbol, (entry = { attributes: false, currentOf: false }));
    return entry;
  };
  walk(body, (node) => {
    if (node.kind === 'CursorAttribute') {
      const attribute = node as unknown as CursorAttribute;
      if (attribute.cursor === 'SQL') {
        if (!attribute.attribute.startsWith('BULK')) rc.noteSqlAttributes();
      } else if (attribute.cursor.kind !== 'BindVariable') {
        const cursor = cursorOf(rc.unit, attribute.cursor);
        if (cursor?.symbol.kind === 'cursor') use(cursor.symbol).attributes = true;
      }
    }
    if (node.kind === 'CurrentOf') {
      const symbol = rc.unit.analysis.symbolOf((node as unknown as CurrentOf).cursor);
      if (symbol?.kind === 'cursor') use(symbol).currentOf = true;
    }
  });
  rc.noteCursorUses(uses);
}
