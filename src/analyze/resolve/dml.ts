import { unreachable } from '../../diagnostics/diagnostic.js';
import type { Merge, MultiTableInsert } from '../../ir/oracle/dml.js';
import type {
  CurrentOf,
  DmlStatement,
  DmlTarget,
  ErrorLogging,
  Expr,
  InsertBranch,
  Returning,
  SetItem,
} from '../../ir/oracle/index.js';
import type { RowSource } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { childScope, type Scope } from '../model/scope.js';
import { findSymbol } from '../names/symbol-lookup.js';
import { noteCapture } from '../names/uses.js';
import { resolveExpr } from './expressions/expressions.js';
import { resolveInto } from './plsql/targets.js';
import { resolveQuery } from './queries/queries.js';
import { collectionColumns, resolveFrom } from './queries/row-sources.js';

/** Names and types of INSERT, UPDATE, DELETE and MERGE. */
export function resolveDml(cx: AnalyzeContext, s: DmlStatement, outer: Scope): void {
  const rows: RowSource[] = [];
  const scope = childScope(outer, { rows });
  switch (s.kind) {
    case 'Insert': {
      resolveTarget(cx, s.target, scope, rows);
      if (s.source.kind === 'Query') resolveQuery(cx, s.source, outer);
      else {
        const values = childScope(outer, { rows: [] });
        for (const row of s.source.rows) for (const e of row) resolveExpr(cx, e, values);
        if (s.source.record) resolveExpr(cx, s.source.record, outer);
      }
      resolveReturning(cx, s.returning, scope, outer);
      resolveErrorLogging(cx, s.errorLogging, outer);
      return;
    }
    case 'MultiTableInsert': {
      resolveBranches(cx, s, outer);
      return;
    }
    case 'Update':
      resolveTarget(cx, s.target, scope, rows);
      for (const f of s.from ?? []) resolveFrom(cx, f, { scope, optional: false }, rows);
      for (const item of s.set) resolveSetItem(cx, item, scope, outer);
      resolveWhere(cx, s.where, scope);
      resolveReturning(cx, s.returning, scope, outer);
      resolveErrorLogging(cx, s.errorLogging, outer);
      return;
    case 'Delete':
      resolveTarget(cx, s.target, scope, rows);
      for (const f of s.from ?? []) resolveFrom(cx, f, { scope, optional: false }, rows);
      resolveWhere(cx, s.where, scope);
      resolveReturning(cx, s.returning, scope, outer);
      resolveErrorLogging(cx, s.errorLogging, outer);
      return;
    case 'Merge': {
      resolveMerge(cx, { s, scope, rows, outer });
      return;
    }
    default:
      unreachable(s, 'analyze');
  }
}

function resolveMerge(
  cx: AnalyzeContext,
  {
    s,
    scope,
    rows,
    outer,
  }: {
    readonly s: Merge;
    readonly scope: Scope;
    readonly rows: RowSource[];
    readonly outer: Scope;
  },
): void {
  resolveTarget(cx, s.target, scope, rows);
  resolveFrom(cx, s.using, { scope, optional: false }, rows);
  resolveExpr(cx, s.on, scope);
  if (s.update) {
    for (const item of s.update.set) resolveSetItem(cx, item, scope, outer);
    for (const e of [s.update.where, s.update.deleteWhere]) if (e) resolveExpr(cx, e, scope);
  }
  if (s.insert)
    for (const e of [...s.insert.values, ...(s.insert.where ? [s.insert.where] : [])]) resolveExpr(cx, e, scope);
  resolveErrorLogging(cx, s.errorLogging, outer);
}

/** INSERT ALL and FIRST: conditions and values see the columns of the query. */
function resolveBranches(cx: AnalyzeContext, s: MultiTableInsert, outer: Scope): void {
  const columns = resolveQuery(cx, s.source, outer);
  const source: RowSource = { kind: 'derived', alias: '', columns, open: false, optional: false };
  const inner = childScope(outer, { rows: [source] });
  const branch = (b: InsertBranch): void => {
    resolveTarget(cx, b.target, childScope(outer, { rows: [] }), []);
    for (const v of b.values ?? []) resolveExpr(cx, v, inner);
    resolveErrorLogging(cx, b.errorLogging, outer);
  };
  for (const b of s.branches) {
    if (b.when) resolveExpr(cx, b.when, inner);
    b.inserts.forEach(branch);
  }
  s.otherwise?.forEach(branch);
}

function resolveTarget(cx: AnalyzeContext, targetItem: DmlTarget, scope: Scope, rows: RowSource[]): void {
  if (targetItem.kind === 'TableFunction') {
    const type = resolveExpr(cx, targetItem.value, scope.parent ?? scope);
    const source: RowSource = {
      kind: 'function',
      alias: targetItem.alias?.name ?? '',
      columns: collectionColumns(type),
      ...(type.kind === 'collection' && type.collection.element.kind === 'object'
        ? { object: type.collection.element.object }
        : {}),
      changed: true,
      open: type.kind !== 'collection',
      optional: false,
    };
    cx.facts.sources.set(targetItem, source);
    rows.push(source);
    return;
  }
  resolveFrom(cx, targetItem, { scope, optional: false }, rows);
}

function resolveSetItem(cx: AnalyzeContext, item: SetItem, scope: Scope, outer: Scope): void {
  switch (item.kind) {
    case 'SetColumn':
      resolveExpr(cx, item.value, scope);
      return;
    case 'SetColumns':
      resolveQuery(cx, item.query, scope);
      return;
    case 'SetRow':
      resolveExpr(cx, item.record, outer);
      return;
    case 'SetValue':
      resolveExpr(cx, item.value, scope);
      return;
    default:
      unreachable(item, 'analyze');
  }
}

function resolveWhere(cx: AnalyzeContext, where: Expr | CurrentOf | undefined, scope: Scope): void {
  if (!where) return;
  if (where.kind === 'CurrentOf') {
    const symbol = findSymbol(cx, where.cursor, scope);
    if (symbol) cx.facts.symbols.set(where.cursor, symbol);
    const variable = symbol?.kind === 'cursor' ? symbol.variable : symbol;
    if (variable?.kind === 'variable') noteCapture(cx, variable, scope, 'write');
    return;
  }
  resolveExpr(cx, where, scope);
}

function resolveReturning(cx: AnalyzeContext, returning: Returning | undefined, scope: Scope, outer: Scope): void {
  if (!returning) return;
  for (const e of returning.items) resolveExpr(cx, e, scope);
  if (returning.into) resolveInto(cx, returning.into, outer);
}

function resolveErrorLogging(cx: AnalyzeContext, logging: ErrorLogging | undefined, scope: Scope): void {
  if (logging?.tag) resolveExpr(cx, logging.tag, scope);
  if (logging?.rejectLimit && logging.rejectLimit !== 'UNLIMITED') resolveExpr(cx, logging.rejectLimit, scope);
}
