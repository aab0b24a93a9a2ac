import { unreachable } from '../../diagnostics/diagnostic.js';
import type { Block, Expr, IntoClause, QualifiedName, SelectInto, Statement } from '../../ir/oracle/index.js';
import { walk } from '../../ir/walk.js';
import type { Resolution } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { declareAll } from '../declare/declarations.js';
import type { Container } from '../declare/declarative-part.js';
import {
  callerIn,
  childScope,
  containerIn,
  declare,
  homeOf,
  type Scope,
  schemaOf,
  standingAlone,
} from '../model/scope.js';
import type { Symbol } from '../model/symbols.js';
import type { OracleType } from '../model/types.js';
import { resolveCallStatement } from '../names/names.js';
import { findSymbol } from '../names/symbol-lookup.js';
import { noteCapture, noteWrite } from '../names/uses.js';
import { onlyReads } from '../oracle/supplied-packages.js';
import { resolveDeclarations } from './declarations.js';
import { resolveDml } from './dml.js';
import { resolveExpr } from './expressions.js';
import { intoOf } from './into-clause.js';
import { resolveCursorForLoop, resolveForAll, resolveForLoop } from './loops.js';
import { nonSql, resolveQuery } from './queries.js';

/** Resolves a block in its scope: declarations, body, handlers. */
export function resolveBlock(cx: AnalyzeContext, block: Block, outer: Scope, container: Scope['unit']): void {
  const scope = childScope(outer, { qualifier: block.labels[0]?.name });
  for (const label of block.labels.slice(1)) declare(scope, { kind: 'label', name: label.name, span: label.span });
  resolveParts(cx, block, scope, container);
}

/** Declarations, body and handlers of a block, in the scope that is its own. */
export function resolveParts(cx: AnalyzeContext, block: Block, scope: Scope, container: Container): void {
  declareAll(cx, block.declarations, scope, container, block);
  resolveDeclarations(cx, block.declarations, scope);
  resolveStatements(cx, block.body, scope);
  for (const handler of block.handlers) {
    for (const name of handler.exceptions) noteSymbol(cx, name, scope);
    resolveStatements(cx, handler.body, scope);
  }
}

/** Resolves statements in their order, each in the scope around it. */
export function resolveStatements(cx: AnalyzeContext, statements: readonly Statement[], scope: Scope): void {
  for (const s of statements) resolveStatement(cx, s, scope);
}

/** Resolves a statement and all that is in it. */
export function resolveStatement(cx: AnalyzeContext, s: Statement, scope: Scope): void {
  const value = (e: Expr): OracleType => resolveExpr(cx, e, scope);
  switch (s.kind) {
    case 'Block':
      resolveBlock(cx, s, scope, containerIn(scope));
      return;
    case 'NullStatement':
    case 'Goto':
    case 'Commit':
    case 'Rollback':
    case 'Savepoint':
    case 'SetTransaction':
    case 'PragmaStatement':
    case 'UnsupportedStatement':
      return;
    case 'Assignment':
      value(s.value);
      target(cx, s.target, scope);
      return;
    case 'CallStatement':
      resolveCall(cx, s.call, scope);
      return;
    case 'If':
      for (const b of s.branches) {
        value(b.condition);
        resolveStatements(cx, b.body, scope);
      }
      resolveStatements(cx, s.otherwise ?? [], scope);
      return;
    case 'CaseStatement':
      if (s.operand) value(s.operand);
      for (const b of s.branches) {
        for (const w of b.when) value(w);
        resolveStatements(cx, b.body, scope);
      }
      resolveStatements(cx, s.otherwise ?? [], scope);
      return;
    case 'BasicLoop':
      resolveStatements(cx, s.body, childScope(scope, { qualifier: s.label?.name }));
      return;
    case 'WhileLoop':
      value(s.condition);
      resolveStatements(cx, s.body, childScope(scope, { qualifier: s.label?.name }));
      return;
    case 'ForLoop':
      resolveForLoop(cx, s, scope);
      return;
    case 'CursorForLoop':
      resolveCursorForLoop(cx, s, scope);
      return;
    case 'Exit':
    case 'Continue':
      if (s.when) value(s.when);
      return;
    case 'Return':
      if (s.value) value(s.value);
      return;
    case 'Raise':
      if (s.exception) noteSymbol(cx, s.exception, scope);
      return;
    case 'SelectInto':
      resolveSelectInto(cx, s, scope);
      return;
    case 'DmlInBlock':
      resolveDml(cx, s.statement, scope);
      return;
    case 'ForAll':
      resolveForAll(cx, s, scope);
      return;
    case 'OpenCursor': {
      const opened = noteSymbol(cx, s.cursor, scope);
      if (opened?.kind === 'cursor') {
        noteCapture(cx, opened.variable, scope, true);
        cx.facts.openedCursors.add(opened.variable);
      }
      for (const a of s.args) value(a.value);
      return;
    }
    case 'OpenFor':
      target(cx, s.cursor, scope);
      if (s.source.kind === 'Query') resolveQuery(cx, s.source, scope);
      else value(s.source.text);
      for (const u of s.using) value(u.value);
      return;
    case 'Fetch':
      value(s.cursor);
      into(cx, s.into, scope);
      if (s.limit) value(s.limit);
      return;
    case 'CloseCursor':
      value(s.cursor);
      return;
    case 'ExecuteImmediate':
      value(s.text);
      if (s.into) into(cx, s.into, scope);
      if (s.returning) into(cx, s.returning, scope);
      for (const u of s.using) {
        value(u.value);
        if (u.mode !== 'IN') target(cx, u.value, scope);
      }
      if (s.block) {
        const own = standingAlone(schemaOf(scope), homeOf(scope), s.block.span, callerIn(scope));
        resolveBlock(cx, s.block, own, containerIn(own));
      }
      return;
    case 'LockTable':
      for (const t of s.tables) noteSymbol(cx, t, scope);
      if (s.wait && s.wait !== 'NOWAIT') value(s.wait);
      return;
    case 'PipeRow':
      value(s.value);
      return;
    case 'LabelledStatement':
      resolveStatement(cx, s.statement, scope);
      return;
    case 'ElementOfLoop':
      if (s.index) value(s.index);
      value(s.value);
      return;
    default:
      unreachable(s, 'analyze');
  }
}

/**
 * Resolves a name that stands for a cursor, an exception or a variable as a whole, and notes the use of a captured variable; undefined where
 * it means nothing.
 */
export function noteSymbol(cx: AnalyzeContext, name: QualifiedName, scope: Scope): Symbol | undefined {
  const symbol = findSymbol(cx, name, scope);
  if (symbol) {
    cx.facts.symbols.set(name, symbol);
    if (symbol.kind === 'variable') noteCapture(cx, symbol, scope, true);
    // What a cursor's query reads is read where the cursor is opened.
    if (symbol.kind === 'cursor' && symbol.query) {
      walk(symbol.query, (node) => {
        const base = cx.facts.resolutions.get(node)?.base;
        if (base?.kind === 'variable' && base.variable.storage !== 'cursorParameter')
          noteCapture(cx, base.variable, scope, false);
      });
    }
  }
  return symbol;
}

/** Resolves what is assigned to, and notes a write to a captured variable. */
export function target(cx: AnalyzeContext, expr: Expr, scope: Scope): void {
  resolveExpr(cx, expr, scope);
  noteWrite(cx, expr, scope);
}

function resolveSelectInto(cx: AnalyzeContext, { query }: SelectInto, scope: Scope): void {
  resolveQuery(cx, query, scope);
  const clause = intoOf(query.body);
  if (clause) into(cx, clause, scope);
}

/** Resolves the targets of INTO, which are variables also where a query stands around them. */
export function into(cx: AnalyzeContext, clause: IntoClause, scope: Scope): void {
  for (const t of clause.targets) target(cx, t, nonSql(scope));
}

function resolveCall(
  cx: AnalyzeContext,
  call: import('../../ir/oracle/index.js').CallStatement['call'],
  scope: Scope,
): void {
  if (call.kind === 'BindVariable') return;
  if (call.kind === 'MethodCallOnType') {
    resolveExpr(cx, call, scope);
    return;
  }
  if (call.kind === 'Call') for (const a of call.args) resolveExpr(cx, a.value, scope);
  const resolution = resolveCallStatement(cx, call, scope);
  cx.facts.types.set(call, resolution.type);
  noteSuppliedActuals(cx, resolution, scope);
  if (changesObject(resolution)) noteWrite(cx, call, scope);
}

/** What a supplied routine may write. Other OUT actuals are noted with each use. */
function noteSuppliedActuals(cx: AnalyzeContext, { base }: Resolution, scope: Scope): void {
  if (base.kind === 'supplied' && !onlyReads(base.package, base.member))
    for (const a of base.args) noteWrite(cx, a.value, scope);
}

/** Is it the call of a method that may change what it is called on? */
const changesObject = ({ steps }: Resolution): boolean =>
  steps.some(
    (s) => (s.kind === 'collectionMethod' && /^(EXTEND|TRIM|DELETE)$/.test(s.method)) || s.kind === 'objectMethod',
  );
