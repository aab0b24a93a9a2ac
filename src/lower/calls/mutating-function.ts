import type { Analysis, Effects } from '../../analyze/analysis.js';
import { relationsRead } from '../../analyze/effects/relations-behind.js';
import { calledRoutines } from '../../analyze/model/callees.js';
import type { RelationSymbol, RoutineSymbol } from '../../analyze/model/symbols.js';
import { mutatingFunction } from '../../diagnostics/op3-calls.js';
import { catchesAll } from '../../ir/exception-handlers.js';
import { intosOf } from '../../ir/multi-table-insert.js';
import type { Block, CreateView, DmlStatement, QualifiedName, Select } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { nodesOf, walk } from '../../ir/walk.js';
import type { ExprContext, UnitContext } from '../context.js';
import { tablesChanged } from '../dml/tables-behind.js';
import { cursorOf } from '../plsql/body/cursor-state.js';
import { isMutating } from './mutating-title.js';
import { raisedInPlace } from './raised-in-place.js';

/** The tables that the statement changes and that functions it calls may not read; INSERT of one row lets them. */
export function mutatedBy(ex: ExprContext, s: DmlStatement): readonly RelationSymbol[] | undefined {
  if (s.kind === 'Insert' && s.source.kind === 'ValuesSource') return undefined;
  const targets =
    s.kind === 'MultiTableInsert' ? intosOf(s).map(({ target }) => ({ kind: 'Insert' as const, target })) : [s];
  const changed = targets.flatMap((target) => {
    const tables = [...tablesChanged(ex.unit.analysis, target)].filter((r) => r.relation === 'table');
    return tables.length === 1 ? tables : [];
  });
  return changed.length > 0 ? [...new Set(changed)] : undefined;
}

/**
 * A function that reads or changes the table which the statement calling it changes raises ORA-04091. What certainly
 * comes to that raises it here, too; for what may, it is said. (PL/SQL Language Reference,
 * "PL/SQL Functions that SQL Statements Can Invoke")
 */
export function meetsMutatedTable(ex: ExprContext, routine: RoutineSymbol, span: Span): PgExpr | undefined {
  const { analysis } = ex.unit;
  const mutated = ex.mutated?.find((table) => meetsInTransaction(analysis, routine, table));
  if (!mutated) return undefined;
  const effects = analysis.effectsOf(routine);
  const meets = (e: Effects): boolean => e.readsInTransaction.has(mutated) || e.writesInTransaction.has(mutated);
  const body = routine.definition?.body;
  const isCertain =
    effects.calls.size === 0 &&
    body?.kind === 'Block' &&
    beginsBy(ex.unit, body, (node) => meets(analysis.effectsWithin(node)));
  if (!routine.returns || !isCertain) {
    ex.unit.report(mutatingFunction(span, routine.name, mutated.name));
    return undefined;
  }
  const text = isMutating(ex.unit.naming, mutated, span);
  return raisedInPlace(ex, routine, routine.returns, span, { code: 4091, text });
}

/**
 * Functions that read the changed table, called by views whose columns the statement reads: who calls a view's function
 * does not know of the statement.
 */
export function reportViewsOfMutated(ex: ExprContext, s: DmlStatement): void {
  const { mutated } = ex;
  if (!mutated) return;
  const { analysis } = ex.unit;
  const targets: readonly OracleNode[] = s.kind === 'MultiTableInsert' ? intosOf(s).map((i) => i.target) : [s.target];
  for (const item of nodesOf(s, 'TableRef')) {
    const view = analysis.sourceOf(item)?.relation;
    if (targets.includes(item) || view?.definition?.kind !== 'CreateView') continue;
    for (const read of relationsRead((i) => analysis.sourceOf(i)?.relation, view)) {
      if (read.definition?.kind !== 'CreateView') continue;
      const { body } = read.definition.query;
      const unread = read === view && body.kind === 'Select' ? unreadItems(s, view, body) : [];
      for (const callee of calledOutside(analysis, read.definition, unread))
        for (const table of mutated)
          if (meetsInTransaction(analysis, callee, table))
            ex.unit.report(mutatingFunction(item.span, callee.name, table.name));
    }
  }
}

/** The routines that the view calls, but for what the given expressions call. */
function calledOutside(analysis: Analysis, view: CreateView, leftOut: readonly OracleNode[]): readonly RoutineSymbol[] {
  const found: RoutineSymbol[] = [];
  walk(view, (node) => {
    if (leftOut.includes(node)) return false;
    if (node.kind === 'Name' || node.kind === 'Call' || node.kind === 'Member')
      found.push(...calledRoutines(analysis.resolve(node)).map(({ callee }) => callee));
    return true;
  });
  return found;
}

/** Does the routine read or change the table in the transaction of its caller? */
function meetsInTransaction(analysis: Analysis, routine: RoutineSymbol, table: RelationSymbol): boolean {
  const { autonomous, readsInTransaction, writesInTransaction } = analysis.effectsOf(routine);
  return !autonomous && (readsInTransaction.has(table) || writesInTransaction.has(table));
}

/** The expressions of a view's columns that the statement does not name. */
function unreadItems(s: DmlStatement, view: RelationSymbol, select: Select): readonly OracleNode[] {
  if (nodesOf(s, 'Star').length > 0) return [];
  const named = new Set(nodesOf(s, 'Identifier').map((i) => i.name));
  return select.items.filter((_, i) => !named.has(view.columns[i]?.name ?? '')).map((i) => i.value);
}

/** Is the first thing that the block does SQL that meets the table, and is its error handled nowhere? */
function beginsBy(unit: UnitContext, block: Block, meets: (node: OracleNode) => boolean): boolean {
  if (catchesAll(block)) return false;
  const [first] = block.body;
  switch (first?.kind) {
    case 'SelectInto':
    case 'DmlInBlock':
      return meets(first);
    case 'CursorForLoop':
      return first.source.kind === 'NamedCursor' ? queryOf(first.source.cursor) : meets(first.source);
    case 'OpenCursor':
      return queryOf(first.cursor);
    case 'Block':
      return first.handlers.length === 0 && beginsBy(unit, first, meets);
    default:
      return false;
  }

  function queryOf(name: QualifiedName): boolean {
    const symbol = cursorOf(unit, name)?.symbol;
    return symbol?.kind === 'cursor' && symbol.query !== undefined && meets(symbol.query);
  }
}
