import { unreachable } from '../../diagnostics/diagnostic.js';
import type {
  Block,
  CursorForLoop,
  Declaration,
  Expr,
  ForLoop,
  IntoClause,
  IterationControl,
  QualifiedName,
  SelectInto,
  Statement,
} from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, walk } from '../../ir/walk.js';
import type { Resolution } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { declareAll } from '../declare/declarations.js';
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
import type { Symbol, VariableSymbol } from '../model/symbols.js';
import type { OracleType, RecordType } from '../model/types.js';
import { unknown } from '../model/types.js';
import { resolveCallStatement } from '../names/names.js';
import { findSymbol } from '../names/symbol-lookup.js';
import { noteCapture, noteWrite } from '../names/uses.js';
import { onlyReads } from '../oracle/supplied-packages.js';
import { resolveDml } from './dml.js';
import { resolveExpr } from './expressions.js';
import { intoOf } from './into-clause.js';
import { nonSql, resolveQuery } from './queries.js';
import { resolveHeading, resolveRoutine } from './routines.js';

/** Resolves a block in its scope: declarations, body, handlers. */
export function resolveBlock(cx: AnalyzeContext, block: Block, outer: Scope, container: Scope['unit']): void {
  const scope = childScope(outer, { qualifier: block.labels[0]?.name });
  for (const label of block.labels.slice(1)) declare(scope, { kind: 'label', name: label.name, span: label.span });
  declareAll(cx, block.declarations, scope, container, block);
  resolveDeclarations(cx, block.declarations, scope);
  resolveStatements(cx, block.body, scope);
  for (const handler of block.handlers) {
    for (const name of handler.exceptions) noteSymbol(cx, name, scope);
    resolveStatements(cx, handler.body, scope);
  }
}

/** A variable is not there before its declaration: until then its name means what it does in the enclosing scope. (PL/SQL Language Reference, "Scope and Visibility of Identifiers") */
function scopeBefore(scope: Scope, value: Expr, later: readonly Declaration[]): Scope {
  const hidden = new Set(later.flatMap((d) => (d.kind === 'VariableDeclaration' ? [d.name.name] : [])));
  if (hidden.size === 0) return scope;
  const names = (node: OracleNode): boolean => node.kind === 'Name' && hidden.has(node.parts[0]?.name ?? '');
  if (!contains(value, names)) return scope;
  return { ...scope, names: new Map([...scope.names].filter(([name]) => !hidden.has(name))) };
}

/** Initial values, cursor queries, nested routines: everything in a declarative part that is not a type. */
export function resolveDeclarations(cx: AnalyzeContext, declarations: readonly Declaration[], scope: Scope): void {
  for (const [i, d] of declarations.entries()) {
    switch (d.kind) {
      case 'VariableDeclaration': {
        void (cx.facts.declared.get(d) as VariableSymbol | undefined)?.type;
        if (d.initial) resolveExpr(cx, d.initial, scopeBefore(scope, d.initial, declarations.slice(i + 1)));
        break;
      }
      case 'CursorDeclaration': {
        const symbol = cx.facts.declared.get(d);
        if (symbol?.kind === 'cursor') {
          for (const p of symbol.parameters) {
            void p.variable.type;
            if (p.initial) resolveExpr(cx, p.initial, scope);
          }
          // The row's getter resolves the query in the cursor's own scope; a declared RETURN type would leave it unresolved.
          void symbol.row;
          if (d.query && !cx.facts.outputs.has(d.query)) {
            const inner = childScope(scope, { qualifier: d.name.name });
            for (const p of symbol.parameters) declare(inner, p.variable);
            resolveQuery(cx, d.query, inner);
          }
        }
        break;
      }
      case 'RecordTypeDeclaration':
        for (const f of d.fields) {
          cx.typeOfRef(f.type, scope);
          if (f.initial) resolveExpr(cx, f.initial, scope);
        }
        break;
      case 'SubtypeDeclaration':
        cx.typeOfRef(d.base, scope);
        break;
      case 'CollectionTypeDeclaration':
        cx.typeOfRef(d.element, scope);
        if (d.indexBy) cx.typeOfRef(d.indexBy, scope);
        break;
      case 'RoutineDeclaration': {
        const symbol = cx.facts.declared.get(d);
        if (symbol?.kind === 'routine') resolveHeading(cx, symbol, scope);
        break;
      }
      case 'RoutineDefinition':
        resolveRoutine(cx, d, scope);
        break;
      case 'RefCursorTypeDeclaration':
      case 'ExceptionDeclaration':
      case 'Pragma':
      case 'UnsupportedDeclaration':
        break;
      default:
        unreachable(d, 'analyze');
    }
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
    case 'ForLoop': {
      const [first] = s.controls;
      if (first) resolveStart(cx, first, scope);
      const inner = childScope(scope, { qualifier: s.label?.name });
      const type = s.indexType ? cx.typeOfRef(s.indexType, scope) : controlType(cx, first);
      declareLocal(cx, s, inner, s.index.name, s.index.span, 'loopIndex', type, s.mutable !== true);
      if (first?.kind === 'CollectionControl' && first.valueIndex)
        declareLocal(
          cx,
          first,
          inner,
          first.valueIndex.name,
          first.valueIndex.span,
          'loopIndex',
          elementOf(cx, first),
          false,
        );
      // Conditions, what is repeated and the controls after the first one see the iterand.
      for (const c of s.controls) {
        if (c !== first || (c.kind === 'ExpressionControl' && c.repeat)) resolveStart(cx, c, inner);
        for (const e of ['whileCondition' in c ? c.whileCondition : undefined, c.when])
          if (e) resolveExpr(cx, e, inner);
      }
      resolveStatements(cx, s.body, inner);
      return;
    }
    case 'CursorForLoop': {
      const inner = childScope(scope, { qualifier: s.label?.name });
      let type: OracleType;
      if (s.source.kind === 'NamedCursor') {
        const once = loopOverValue(cx, s, s.source, scope);
        if (once) {
          cx.facts.valueLoops.set(s, once);
          resolveStatement(cx, once, scope);
          return;
        }
        for (const a of s.source.args) value(a.value);
        const symbol = noteSymbol(cx, s.source.cursor, scope);
        if (symbol?.kind === 'cursor') noteCapture(cx, symbol.variable, scope, false, cx.facts.loopedOver);
        type =
          symbol?.kind === 'cursor'
            ? symbol.row
            : symbol?.kind === 'variable' && symbol.type.kind === 'refCursor'
              ? (symbol.type.returns ?? unknown)
              : unknown;
      } else {
        const columns = resolveQuery(cx, s.source, scope);
        type = {
          kind: 'record',
          identity: { kind: 'query', query: s.source },
          fields: columns.map((c) => ({ name: c.name, type: c.type, notNull: !c.nullable })),
        } satisfies RecordType;
      }
      declareLocal(cx, s, inner, s.record.name, s.record.span, 'loopRecord', type);
      resolveStatements(cx, s.body, inner);
      return;
    }
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
    case 'ForAll': {
      const b = s.bounds;
      if (b.kind === 'Range') {
        value(b.low);
        value(b.high);
      } else {
        value(b.collection);
        if (b.kind === 'IndicesOf') for (const e of [b.low, b.high]) if (e) value(e);
      }
      const inner = childScope(scope);
      declareLocal(cx, s, inner, s.index.name, s.index.span, 'forallIndex', { kind: 'plsInteger' });
      if (s.statement.kind === 'ExecuteImmediate') resolveStatement(cx, s.statement, inner);
      else resolveDml(cx, s.statement, inner);
      return;
    }
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

function declareLocal(
  cx: AnalyzeContext,
  node: object,
  scope: Scope,
  name: string,
  span: VariableSymbol['span'],
  storage: VariableSymbol['storage'],
  type: OracleType,
  constant = storage !== 'loopRecord',
): void {
  const symbol: VariableSymbol = {
    kind: 'variable',
    name,
    span,
    storage,
    type,
    constant,
    notNull: storage !== 'loopRecord',
    container: containerIn(scope) ?? scope.unit,
  };
  cx.facts.declared.set(node, symbol);
  declare(scope, symbol);
}

/**
 * `FOR i IN n LOOP` of what is no cursor but a number held by a variable: 21c takes the value once. The loop as one with that iteration control.
 * (PL/SQL Language Reference 21c, "FOR LOOP Statement", "Single Expression Iteration Control")
 */
function loopOverValue(
  cx: AnalyzeContext,
  s: CursorForLoop,
  { cursor, args, span }: Extract<CursorForLoop['source'], { kind: 'NamedCursor' }>,
  scope: Scope,
): ForLoop | undefined {
  const symbol = findSymbol(cx, cursor, scope);
  if (symbol?.kind === 'cursor' || (symbol?.kind === 'variable' && symbol.type.kind === 'refCursor')) return undefined;
  const name: Expr = { kind: 'Name', span, parts: cursor.parts };
  const value: Expr = args.length > 0 ? { kind: 'Call', span, callee: name, args } : name;
  const { kind } = resolveExpr(cx, value, scope);
  // Packages and routines have effects, which are looked for among the nodes of the body.
  const base = cx.facts.resolutions.get(value)?.base;
  const isLocal = base?.kind === 'variable' && base.variable.storage !== 'package';
  if (!isLocal || (kind !== 'number' && kind !== 'plsInteger')) return undefined;
  const { record, source: _, ...loop } = s;
  const control = { kind: 'ExpressionControl', span, repeat: false, value } as const;
  return { ...loop, kind: 'ForLoop', index: record, controls: [control] };
}

/** What a control starts from. */
function resolveStart(cx: AnalyzeContext, c: IterationControl, scope: Scope): void {
  switch (c.kind) {
    case 'SteppedControl':
      for (const e of [c.low, c.high, c.by]) if (e) resolveExpr(cx, e, scope);
      return;
    case 'ExpressionControl':
    case 'CollectionControl':
      resolveExpr(cx, c.value, scope);
      return;
    default:
      unreachable(c, 'analyze');
  }
}

/** The type of an iterand that is declared without one. (PL/SQL Language Reference 21c, "Iterand") */
function controlType(cx: AnalyzeContext, c: IterationControl | undefined): OracleType {
  if (c?.kind !== 'CollectionControl') return { kind: 'plsInteger' };
  if (c.over === 'VALUES') return elementOf(cx, c);
  const type = cx.facts.types.get(c.value) ?? unknown;
  return type.kind === 'collection' ? (type.collection.index ?? { kind: 'plsInteger' }) : unknown;
}

function elementOf(cx: AnalyzeContext, c: Extract<IterationControl, { kind: 'CollectionControl' }>): OracleType {
  const type = cx.facts.types.get(c.value) ?? unknown;
  return type.kind === 'collection' ? type.collection.element : unknown;
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
