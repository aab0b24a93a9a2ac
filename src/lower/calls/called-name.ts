import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import type { ExprContext } from '../context.js';
import { entryName } from '../naming/naming.js';
import { viewEntrysRights } from './owners-rights.js';
import { hasSqlEntry } from './sql-entry.js';

/** The name a call uses: the entry that lets errors out as SQL sees them where SQL calls. */
export function calledName(ex: ExprContext, routine: RoutineSymbol): readonly string[] {
  const name = ex.unit.naming.of(routine);
  if (!ex.sql || !hasSqlEntry(ex.unit.analysis, routine)) return name;
  return entryName(name, ex.unit.isView === true && viewEntrysRights(ex.unit, routine) ? '__view' : '__sql');
}
