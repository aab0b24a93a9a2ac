import { unreachable } from '../../../diagnostics/diagnostic.js';
import type {
  Block,
  CallStatement,
  CaseStatement,
  ExecuteImmediate,
  Expr,
  If,
  QualifiedName,
  SelectInto,
  Statement,
} from '../../../ir/oracle/index.js';
import { walk } from '../../../ir/walk.js';
import type { Resolution } from '../../analysis.js';
import type { AnalyzeContext } from '../../context.js';
import { declareAll } from '../../declare/declarations.js';
import type { Container } from '../../declare/declarative-part.js';
import {
  callerIn,
  childScope,
  containerIn,
  declare,
  homeOf,
  type Scope,
  schemaOf,
  standingAlone,
} from '../../model/scope.js';
import type { Symbol, VariableSymbol } from '../../model/symbols.js';
import type { OracleType } from '../../model/types.js';
import { resolveCallStatement } from '../../names/names.js';
import { findSymbol } from '../../names/symbol-lookup.js';
import { noteCapture, noteEvaluated, noteWrite } from '../../names/uses.js';
import { resolveDml } from '../dml.js';
import { noteUnknownActuals } from '../expressions/chains.js';
import { resolveExpr } from '../expressions/expressions.js';
import { resolveQuery } from '../queries/queries.js';
import { resolveDeclarations } from './declarations.js';
import { intoOf } from './into-clause.js';
import { resolveCursorForLoop, resolveForAll, resolveForLoop } from './loops.js';
import {
  forgetWritten,
  fork,
  inBlock,
  inHandlers,
  inLoop,
  markWrites,
  noteAssigned,
  noteNotTrue,
  noteTrue,
  presentBehind,
  withoutPresence,
} from './presence.js';
import { resolveInto, resolveTarget } from './targets.js';

/** Resolves a block in its scope: declarations, body, handlers. */
export function resolveBlock(cx: AnalyzeContext, block: Block, outer: Scope, container: Scope['unit']): void {
  const scope = childScope(outer, { qualifier: block.labels[0]?.name });
  for (const label of block.labels.slice(1)) declare(scope, { kind: 'label', name: label.name, span: label.span });
  resolveParts(cx, block, scope, container);
}

/** Declarations, body and handlers of a block, in the scope that is its own. */
export function resolveParts(around: AnalyzeContext, block: Block, scope: Scope, container: Container): void {
  const cx = inBlock(around, block);
  const mark = markWrites(cx);
  declareAll(withoutPresence(cx), block.declarations, scope, container, block);
  resolveDeclarations(cx, block.declarations, scope);
  for (const { exceptions } of block.handlers) for (const name of exceptions) noteSymbol(cx, name, scope);
  inHandlers(cx, block, (own, statements) => resolveStatements(own, statements, scope));
  if (cx !== around) forgetWritten(around, mark);
}

/** Resolves statements in their order, each in the scope around it. */
export function resolveStatements(cx: AnalyzeContext, statements: readonly Statement[], scope: Scope): void {
  for (const s of statements) resolveStatement(cx, s, scope);
}

/** Resolves a statement and all that is in it. */
export function resolveStatement(cx: AnalyzeContext, s: Statement, scope: Scope): void {
  switch (s.kind) {
    case 'Block':
      resolveBlock(cx, s, scope, containerIn(scope));
      return;
    case 'If':
      resolveIf(cx, s, scope);
      return;
    case 'CaseStatement':
      resolveCaseStatement(cx, s, scope);
      return;
    case 'BasicLoop':
      inLoop(cx, s, scope, (own) => resolveStatements(own, s.body, childScope(scope, { qualifier: s.label?.name })));
      return;
    case 'WhileLoop':
      inLoop(cx, s, scope, (own) => {
        const mark = markWrites(own);
        resolveExpr(own, s.condition, scope);
        forgetWritten(own, mark);
        noteTrue(own, s.condition, mark);
        resolveStatements(own, s.body, childScope(scope, { qualifier: s.label?.name }));
      });
      return;
    case 'ForLoop':
      inLoop(cx, s, scope, (own) => resolveForLoop(own, s, scope));
      return;
    case 'CursorForLoop':
      inLoop(cx, s, scope, (own) => resolveCursorForLoop(own, s, scope));
      return;
    case 'ForAll':
      inLoop(cx, s, scope, (own) => resolveForAll(own, s, scope));
      return;
    case 'LabelledStatement':
      resolveStatement(cx, s.statement, scope);
      return;
    default: {
      const mark = markWrites(cx);
      resolveSimpleStatement(cx, s, scope);
      forgetWritten(cx, mark);
      if (s.kind === 'Assignment') noteAssigned(cx, wholeVariable(cx, s.target), s.value);
      if ((s.kind === 'Exit' || s.kind === 'Continue') && s.when) noteNotTrue(cx, s.when, mark);
    }
  }
}

/** IF, ELSIF, ELSE. */
function resolveIf(cx: AnalyzeContext, s: If, scope: Scope): void {
  const ways = fork(cx);
  for (const { condition, body } of s.branches) {
    const mark = markWrites(cx);
    resolveExpr(cx, condition, scope);
    const { ifTrue, ifNotTrue } = presentBehind(cx, condition, mark);
    ways.way(ifTrue, body, (own) => resolveStatements(own, body, scope));
    ways.further(ifNotTrue);
  }
  const { otherwise } = s;
  if (otherwise) ways.way([], otherwise, (own) => resolveStatements(own, otherwise, scope));
  ways.meet({ direct: !otherwise });
}

/** CASE with and without operand; without ELSE nothing leads past its branches but CASE_NOT_FOUND. */
function resolveCaseStatement(cx: AnalyzeContext, s: CaseStatement, scope: Scope): void {
  const start = markWrites(cx);
  if (s.operand) resolveExpr(cx, s.operand, scope);
  forgetWritten(cx, start);
  const ways = fork(cx);
  for (const { when, body } of s.branches) {
    const mark = markWrites(cx);
    for (const w of when) resolveExpr(cx, w, scope);
    forgetWritten(cx, mark);
    const [only] = when;
    const tested = !s.operand && only && when.length === 1 ? presentBehind(cx, only, mark) : undefined;
    ways.way(tested?.ifTrue ?? [], body, (own) => resolveStatements(own, body, scope));
    ways.further(tested?.ifNotTrue ?? []);
  }
  const { otherwise } = s;
  if (otherwise) ways.way([], otherwise, (own) => resolveStatements(own, otherwise, scope));
  ways.meet({ direct: false });
}

/** The variable that a target is the whole of. */
function wholeVariable({ facts }: AnalyzeContext, target: Expr): VariableSymbol | undefined {
  const resolution = facts.resolutions.get(target);
  return resolution?.base.kind === 'variable' && resolution.steps.length === 0 ? resolution.base.variable : undefined;
}

type CompoundStatement = Extract<
  Statement,
  {
    kind:
      | 'Block'
      | 'If'
      | 'CaseStatement'
      | 'BasicLoop'
      | 'WhileLoop'
      | 'ForLoop'
      | 'CursorForLoop'
      | 'ForAll'
      | 'LabelledStatement';
  }
>;

/** A statement that holds no others. */
function resolveSimpleStatement(cx: AnalyzeContext, s: Exclude<Statement, CompoundStatement>, scope: Scope): void {
  const value = (e: Expr): OracleType => resolveExpr(cx, e, scope);
  switch (s.kind) {
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
      resolveTarget(cx, s.target, scope);
      return;
    case 'CallStatement':
      resolveCall(cx, s.call, scope);
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
    case 'OpenCursor':
      noteOpened(cx, s.cursor, scope);
      for (const a of s.args) value(a.value);
      return;
    case 'OpenFor':
      resolveTarget(cx, s.cursor, scope);
      if (s.source.kind === 'Query') resolveQuery(cx, s.source, scope);
      else value(s.source.text);
      for (const u of s.using) value(u.value);
      return;
    case 'Fetch':
      value(s.cursor);
      resolveInto(cx, s.into, scope);
      if (s.limit) value(s.limit);
      return;
    case 'CloseCursor':
      value(s.cursor);
      return;
    case 'ExecuteImmediate':
      resolveExecuteImmediate(cx, s, scope);
      return;
    case 'LockTable':
      for (const t of s.tables) noteSymbol(cx, t.name, scope);
      if (s.wait && s.wait !== 'NOWAIT') value(s.wait);
      return;
    case 'PipeRow':
      value(s.value);
      return;
    case 'ElementOfLoop':
      if (s.index) value(s.index);
      value(s.value);
      return;
    default:
      unreachable(s, 'analyze');
  }
}

function noteOpened(cx: AnalyzeContext, cursor: QualifiedName, scope: Scope): void {
  const opened = noteSymbol(cx, cursor, scope);
  if (opened?.kind !== 'cursor') return;
  noteCapture(cx, opened.variable, scope, 'write');
  cx.facts.openedCursors.add(opened.variable);
}

/** A block that the text is sees nothing of what is around it but the schema. */
function resolveExecuteImmediate(cx: AnalyzeContext, s: ExecuteImmediate, scope: Scope): void {
  resolveExpr(cx, s.text, scope);
  if (s.into) resolveInto(cx, s.into, scope);
  if (s.returning) resolveInto(cx, s.returning, scope);
  for (const u of s.using) {
    resolveExpr(cx, u.value, scope);
    if (u.mode !== 'IN') resolveTarget(cx, u.value, scope);
  }
  if (!s.block) return;
  const own = standingAlone(schemaOf(scope), homeOf(scope), s.block.span, callerIn(scope));
  resolveBlock(withoutPresence(cx), s.block, own, containerIn(own));
}

/**
 * Resolves a name that stands for a cursor, an exception or a variable as a whole, and notes the use of a captured
 * variable; undefined where it means nothing.
 */
export function noteSymbol(cx: AnalyzeContext, name: QualifiedName, scope: Scope): Symbol | undefined {
  const symbol = findSymbol(cx, name, scope);
  if (symbol) {
    cx.facts.symbols.set(name, symbol);
    if (symbol.kind === 'variable') noteCapture(cx, symbol, scope, 'write');
    // What a cursor's query reads is read where the cursor is opened.
    if (symbol.kind === 'cursor' && symbol.query) {
      walk(symbol.query, (node) => {
        const base = cx.facts.resolutions.get(node)?.base;
        if (base?.kind === 'variable' && base.variable.storage !== 'cursorParameter')
          noteCapture(cx, base.variable, scope, 'read');
      });
      for (const { initial } of symbol.parameters) if (initial) noteEvaluated(cx, initial, scope);
    }
  }
  return symbol;
}

function resolveSelectInto(cx: AnalyzeContext, { query }: SelectInto, scope: Scope): void {
  resolveQuery(cx, query, scope);
  const clause = intoOf(query.body);
  if (clause) resolveInto(cx, clause, scope);
}

function resolveCall(cx: AnalyzeContext, call: CallStatement['call'], scope: Scope): void {
  if (call.kind === 'BindVariable') return;
  if (call.kind === 'MethodCallOnType') {
    resolveExpr(cx, call, scope);
    return;
  }
  if (call.kind === 'Call') for (const a of call.args) resolveExpr(cx, a.value, scope);
  const resolution = resolveCallStatement(cx, call, scope);
  cx.facts.types.set(call, resolution.type);
  if (call.kind === 'Call') noteUnknownActuals(cx, call, resolution, scope);
  if (changesObject(resolution)) noteWrite(cx, call, scope);
}

/** Is it the call of a method that may change what it is called on? */
const changesObject = ({ steps }: Resolution): boolean =>
  steps.some(
    (s) => (s.kind === 'collectionMethod' && /^(EXTEND|TRIM|DELETE)$/.test(s.method)) || s.kind === 'objectMethod',
  );
